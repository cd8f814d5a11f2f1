import { setMaxListeners } from 'node:events';
import { FaultScript } from './faults';
import type { InnerspaceOptions } from './innerspace/options';
import { createInnerspace, type SimulatedInnerspace } from './innerspace/service';
import type { InodeOptions } from './inode/options';
import { createInode, type SimulatedInode } from './inode/service';
import type { RdpOptions } from './rdp/options';
import { createRdp, type SimulatedRdp } from './rdp/service';
import { type CountFilter, type RecordedRequest, RequestLog } from './request-log';
import { createServer } from './server';

export type {
  AnswerFault,
  Fault,
  FaultFilter,
  FaultRule,
  FaultScript,
  RandomFaults,
  ScriptedFault,
} from './faults';
export type { InnerspaceAccount } from './innerspace/options';
export type { SimulatedInnerspace } from './innerspace/service';
export type { SimulatorAccount } from './inode/options';
export type { RdpAccount } from './rdp/options';
export type { SimulatedRdp } from './rdp/service';
export type { CountFilter, RecordedRequest } from './request-log';
export { type TokenPair, TokenStore } from './tokens';

/**
 * A real HTTP server on loopback that serves iNode and, below paths of their
 * own, InnerSpace and RDP. They share the log of requests and the faults.
 * Pauses, which only latency and faults make, take their time from
 * `setTimeout`, faked or not.
 */
export interface Simulator extends SimulatedInode {
  readonly innerspace: SimulatedInnerspace;
  readonly rdp: SimulatedRdp;
  /** The last 10,000 requests, in the order of their arrival. */
  readonly requests: readonly RecordedRequest[];
  /** What goes wrong: nothing, until something is added. */
  readonly faults: FaultScript;
  /** How many requests there ever were that the filter admits. */
  count(filter?: CountFilter): number;
  /** Stops immediately: connections are destroyed, requests in flight included. */
  close(): Promise<void>;
}

/** How a simulator is to be set up. Every field may be left out. */
export interface SimulatorOptions extends InodeOptions, InnerspaceOptions, RdpOptions {
  /** Port on 127.0.0.1; 0, the default, takes a free one. */
  port?: number;
  /** Milliseconds that every request waits before it is answered; 0 by default. */
  latency?: number;
  /** Whether answers are compressed as `Accept-Encoding` allows; not by default. */
  compress?: boolean;
}

/** Starts a simulator on 127.0.0.1. It runs until it is closed. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { port = 0, latency = 0, compress = false } = options;
  const inode = createInode(options);
  const innerspace = createInnerspace(options);
  const rdp = createRdp(options);
  const log = new RequestLog();
  const faults = new FaultScript();
  const closing = new AbortController();
  // Every answer that is made to wait listens for the end, and many may wait.
  setMaxListeners(0, closing.signal);

  const routes = new Map([...inode.routes, ...innerspace.routes, ...rdp.routes]);
  const app = createServer(routes, {
    log,
    faults,
    latency,
    compress,
    closing: closing.signal,
  });
  const origin = await app.listen({ host: '127.0.0.1', port });

  // Spreading the controls of iNode would freeze its account.
  return Object.assign(inode.controls(origin), {
    innerspace: innerspace.controls(origin),
    rdp: rdp.controls(origin),
    requests: log.requests,
    faults,
    count: (filter: CountFilter = {}) => log.count(filter),
    async close() {
      await app.close();
      closing.abort();
    },
  });
}
