import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assertFlow } from '../../scripts/support/admin-api';
import type { FlowNode } from '../../scripts/support/flow-node';
import { projectRoot } from '../../scripts/support/project-root';
import type { Accounts } from './accounts-of';
import { nodeNamed } from './node-named';

/** Folder of the examples that the package ships. */
export const EXAMPLES = join(projectRoot, 'examples');

/** A flow as it lies in a file. */
export class FlowFile {
  readonly #flow: FlowNode[];

  /** @param path absolute path of the file */
  constructor(path: string) {
    const flow: unknown = JSON.parse(readFileSync(path, 'utf8'));
    assertFlow(flow);
    this.#flow = flow;
  }

  /** @param name name of the example, as the import dialog shows it */
  static example(name: string): FlowFile {
    return new FlowFile(join(EXAMPLES, `${name}.json`));
  }

  /** Label of the flow. */
  get tab(): string {
    return String(this.#flow.find(({ type }) => type === 'tab')?.['label']);
  }

  /** Ids of the inject nodes. */
  get injects(): string[] {
    return this.nodes('inject');
  }

  /** Ids of the nodes of a type. */
  nodes(type: string): string[] {
    return this.#flow.filter((node) => node.type === type).map(({ id }) => id);
  }

  /** Whether a node of a type sends to a node. */
  feeds(id: string, type: string): boolean {
    return this.#flow.some(
      (node) => node.type === type && JSON.stringify(node['wires']).includes(id),
    );
  }

  /** Ids of the nodes that use an account. */
  usersOf(account: string): string[] {
    return this.#flow.filter((node) => node['server'] === account).map(({ id }) => id);
  }

  /** What a node has saved under a name, as text. */
  saved(id: string, name: string): string {
    return String(this.#flow.find((node) => node.id === id)?.[name]);
  }

  /** Id of the debug node of a name. */
  debug(name: string): string {
    return this.named('debug', name);
  }

  /** Id of the first node of a type and name. */
  named(type: string, name: string): string {
    return nodeNamed(this.#flow, type, name);
  }

  /**
   * The environment variables of the flow, some with other values, for `withAccounts`.
   *
   * @param values new values by the names of the variables
   */
  environment(values: Readonly<Record<string, string>>): { env: object[] } {
    const env: unknown = this.#flow.find(({ type }) => type === 'tab')?.['env'];
    if (!Array.isArray(env)) throw new Error('the flow has no environment variables');
    return { env: env.map((entry) => ({ ...entry, value: values[entry.name] ?? entry.value })) };
  }

  /** The flow with its accounts filled in, as a user would do. */
  withAccounts(accounts: Accounts): FlowNode[] {
    return this.#flow.map((node) => ({
      ...node,
      ...(accounts[`${node.type} ${String(node['generation'])}`] ?? accounts[node.type]),
    }));
  }
}
