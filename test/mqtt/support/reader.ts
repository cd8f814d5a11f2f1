import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { AdminApi, assertFlow } from '../../../scripts/support/admin-api';
import { freePort } from '../../../scripts/support/free-port';
import { findInstallation } from '../../../scripts/support/installation';
import { NodeRedProcess } from '../../../scripts/support/node-red-process';
import { FlowFile } from '../../support/flow-file';
import { showInFiles, shownInFile } from './shown-in-files';

/** The flows that a machine without this package can run. */
const EXAMPLES = {
  list: FlowFile.example('Items from MQTT (second machine)'),
  work: FlowFile.example('Items from MQTT, work shared'),
};

/** What a machine reads. */
export interface ReaderOptions {
  /** The example that it runs. */
  readonly example: keyof typeof EXAMPLES;
  /** By which the broker knows it, also after a restart. */
  readonly clientId: string;
  readonly resource?: 'links' | 'devices';
}

/** A second machine: a Node-RED without this package, which reads items from a broker. */
export class Reader {
  readonly #folder: string;
  readonly #process: () => NodeRedProcess;
  #running: NodeRedProcess;

  private constructor(folder: string, process: () => NodeRedProcess) {
    this.#folder = folder;
    this.#process = process;
    this.#running = process();
  }

  /**
   * Starts one, with the example deployed.
   *
   * @param folder where it keeps its files; must exist
   * @param port of the broker
   */
  static async start(
    folder: string,
    port: number,
    { example, clientId, resource = 'links' }: ReaderOptions,
  ): Promise<Reader> {
    const own = path.join(folder, clientId);
    const options = {
      userDir: path.join(own, 'user'),
      port: await freePort(),
      credentialSecret: randomBytes(32).toString('hex'),
      log: 'keep',
    } as const;
    const installation = findInstallation(process.env['NODE_RED'] ?? 'node-red');
    const reader = new Reader(own, () => new NodeRedProcess(installation, options));
    await reader.#running.ready();
    const flow = EXAMPLES[example].withAccounts({
      'mqtt-broker': { broker: '127.0.0.1', port: String(port), clientid: clientId },
      inject: { repeat: '' },
    });
    const text = JSON.stringify(showInFiles(flow, own));
    const changed: unknown = JSON.parse(text.replaceAll('inode/links', `inode/${resource}`));
    assertFlow(changed);
    await reader.#api.deploy(changed);
    return reader;
  }

  /** What it was given of the work that it shares with others, in the order of its arrival. */
  get work(): readonly unknown[] {
    return shownInFile(this.#folder, 'work');
  }

  /** The complete lists that it has put together so far. */
  get lists(): readonly unknown[] {
    return shownInFile(this.#folder, 'links');
  }

  /** Has it put the list together, whether that is complete or not. */
  async putTogether(): Promise<void> {
    for (const id of EXAMPLES.list.injects) await this.#api.inject(id);
  }

  /** Starts it again with what it was stopped with. */
  async restart(): Promise<void> {
    this.#running = this.#process();
    await this.#running.ready();
  }

  async stop(): Promise<void> {
    await this.#running.stop();
  }

  get #api(): AdminApi {
    return new AdminApi(this.#running.url);
  }
}
