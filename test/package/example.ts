import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assertFlow, type FlowNode } from '../../scripts/support/admin-api';
import { projectRoot } from '../../scripts/support/project-root';

/** Folder of the examples that the package ships. */
export const EXAMPLES = join(projectRoot, 'examples');

/** What a user fills in, by the type of the configuration node. */
export type Accounts = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** One flow of the folder `examples`. */
export class Example {
  readonly #flow: FlowNode[];

  /** @param name name of the file, without `.json` */
  constructor(name: string) {
    const flow: unknown = JSON.parse(readFileSync(join(EXAMPLES, `${name}.json`), 'utf8'));
    assertFlow(flow);
    this.#flow = flow;
  }

  /** Ids of the inject nodes. */
  get injects(): string[] {
    return this.#flow.filter(({ type }) => type === 'inject').map(({ id }) => id);
  }

  /** Id of the debug node of a name. */
  debug(name: string): string {
    const found = this.#flow.find((node) => node.type === 'debug' && node['name'] === name);
    if (!found) throw new Error(`the example has no debug node "${name}"`);
    return found.id;
  }

  /** The flow with its accounts filled in, as a user would do. */
  withAccounts(accounts: Accounts): FlowNode[] {
    return this.#flow.map((node) => ({ ...node, ...accounts[node.type] }));
  }
}
