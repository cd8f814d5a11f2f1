import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { AdminApi } from '../support/admin-api';
import type { FlowNode } from '../support/flow-node';
import { freePort } from '../support/free-port';
import { findInstallation } from '../support/installation';
import { NodeRedProcess } from '../support/node-red-process';

/** How a consumer reads. */
export interface ConsumerOptions {
  /** Where it keeps its files. */
  readonly folder: string;
  /** Port of the broker on 127.0.0.1. */
  readonly port: number;
  /** By which the broker knows it. */
  readonly clientId: string;
  /** Milliseconds of computing that each message costs. */
  readonly work: number;
}

/** A Node-RED that shares the messages of the links with others, and counts its own. */
export class Consumer {
  readonly #process: NodeRedProcess;

  private constructor(process: NodeRedProcess) {
    this.#process = process;
  }

  static async start({ folder, ...options }: ConsumerOptions): Promise<Consumer> {
    const process = new NodeRedProcess(findInstallation('node-red'), {
      userDir: join(folder, options.clientId),
      port: await freePort(),
      credentialSecret: randomBytes(32).toString('hex'),
      log: 'keep',
    });
    await process.ready();
    await new AdminApi(process.url).deploy(flowOf(options));
    return new Consumer(process);
  }

  /** How many messages it has worked on. */
  async count(): Promise<number> {
    const response = await fetch(new URL('count', this.#process.url));
    return Number(await response.text());
  }

  async stop(): Promise<void> {
    await this.#process.stop();
  }
}

function flowOf({ port, clientId, work }: Omit<ConsumerOptions, 'folder'>): FlowNode[] {
  const onTab = { z: 'tab', x: 0, y: 0 };
  const busy = `const end = Date.now() + ${work};\nwhile (Date.now() < end);\n`;
  return [
    { id: 'tab', type: 'tab', label: 'consumer' },
    {
      id: 'broker',
      type: 'mqtt-broker',
      broker: '127.0.0.1',
      port: String(port),
      clientid: clientId,
      protocolVersion: '5',
      cleansession: true,
    },
    {
      ...onTab,
      id: 'in',
      type: 'mqtt in',
      topic: '$share/workers/inode/links/+',
      qos: '1',
      datatype: 'auto-detect',
      broker: 'broker',
      rh: 2,
      wires: [['work']],
    },
    functionNode('work', `${busy}flow.set('count', (flow.get('count') ?? 0) + 1);`, []),
    { ...onTab, id: 'ask', type: 'http in', url: '/count', method: 'get', wires: [['report']] },
    functionNode('report', "msg.payload = String(flow.get('count') ?? 0);\nreturn msg;", [
      'answer',
    ]),
    { ...onTab, id: 'answer', type: 'http response', wires: [] },
  ];

  function functionNode(id: string, func: string, wires: string[]): FlowNode {
    return { ...onTab, id, type: 'function', func, outputs: 1, libs: [], wires: [wires] };
  }
}
