/**
 * A node `slow-consumer` that takes a while for each message and then asks for the
 * next one by a tick, as node-red-contrib-postgresql does. It reports to the process that
 * started Node-RED how far it is, and stops and continues on its commands.
 */
import type { Node, NodeAPI, NodeDef } from 'node-red';
import { asRecord } from '../../src/json-value';

/** Messages between two reports. */
const REPORT_EVERY = 100;

interface Definition extends NodeDef {
  /** Milliseconds that a message takes. */
  readonly work: number;
  /** Id of the node that gets the ticks. */
  readonly upstream: string;
}

export = (RED: NodeAPI): void => {
  function SlowConsumer(this: Node, definition: Definition): void {
    RED.nodes.createNode(this, definition);
    Object.assign(this, { tickProvider: true });
    let received = 0;
    let open = 0;
    let most = 0;
    let gaps = 0;
    let isStopped = false;
    let waiting: (() => void) | undefined;

    this.on('input', (msg, _send, done) => {
      const { payload, parts } = asRecord(msg);
      if (asRecord(payload)['id'] !== received) gaps++;
      received++;
      open++;
      most = Math.max(most, open);
      const end = (): void => {
        open--;
        const { count } = asRecord(parts);
        if (received % REPORT_EVERY === 0 || count !== undefined) {
          process.send?.({ consumed: received, most, gaps, count });
        }
        RED.nodes.getNode(definition.upstream).receive(Object.assign({}, { tick: true }));
        done();
      };
      setTimeout(() => {
        if (isStopped) waiting = end;
        else end();
      }, definition.work);
    });
    process.on('message', (text) => {
      const { work } = asRecord(JSON.parse(String(text)));
      if (work === undefined) return;
      isStopped = work === false;
      if (isStopped) return;
      waiting?.();
      waiting = undefined;
    });
  }
  RED.nodes.registerType('slow-consumer', SlowConsumer);
};
