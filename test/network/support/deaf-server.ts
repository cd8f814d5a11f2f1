import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import { pause } from '../../support/clock';

/** A server that is stuck, as one on a machine that is out of memory. */
export interface DeafServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Listens with the shortest queue that there is, and then never takes anybody from it. */
const STUCK = `
  const { parentPort } = require('node:worker_threads');
  const server = require('node:net').createServer();
  server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
    parentPort.postMessage(server.address().port);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });
`;

/** Starts a server whose queue is full: the system ignores all who knock from now on. */
export async function startDeafServer(): Promise<DeafServer> {
  const worker = new Worker(STUCK, { eval: true });
  const [port]: unknown[] = await once(worker, 'message');
  assert(typeof port === 'number');
  const queue: Socket[] = [];
  while (queue.every((socket) => !socket.connecting)) {
    queue.push(connect(port, '127.0.0.1').on('error', () => undefined));
    await pause();
  }
  return {
    port,
    async close() {
      for (const socket of queue) socket.destroy();
      await worker.terminate();
    },
  };
}
