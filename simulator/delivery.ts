import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';
import type { Answer } from './answer';
import type { ConnectionFault, Fault } from './faults';

/** Milliseconds in which a client on the same machine has surely read what it was sent. */
const MOMENT = 20;

/** Does to a connection what the fault says; the request stays without an answer. */
export function breakConnection(reply: FastifyReply, { kind }: ConnectionFault): void {
  reply.hijack();
  if (kind === 'reset') reply.raw.socket?.resetAndDestroy();
  if (kind === 'close') reply.raw.socket?.destroy();
}

/**
 * Puts an answer on the wire, its body spoiled if the fault says so. It
 * bypasses Fastify, which would correct the headers and refuse a body that
 * breaks off.
 *
 * @param closing Ends a slow delivery.
 */
export async function deliver(
  reply: FastifyReply,
  { status, headers, body }: Answer,
  fault: Fault | undefined,
  closing: AbortSignal,
): Promise<void> {
  const content = fault?.kind === 'truncate' ? body.subarray(0, fault.bytes) : body;
  // RFC 9110, 8.6: a 204 has no length.
  const length = status === 204 ? {} : { 'content-length': content.length };
  // By the process's clock, which tests may stop.
  const date = new Date().toUTCString();
  reply.raw.writeHead(status, { date, ...length, ...headers });
  reply.hijack();
  switch (fault?.kind) {
    case 'resetBody':
      reply.raw.flushHeaders();
      reply.raw.write(content.subarray(0, fault.bytes));
      // Data and a reset that arrive together look like an ordinary end to Node's sockets.
      await pause(MOMENT, undefined, { signal: closing });
      reply.raw.socket?.resetAndDestroy();
      break;
    case 'drip':
      await drip(reply.raw, content, fault.bytes, fault.interval, closing);
      break;
    default:
      reply.raw.end(content);
  }
}

async function drip(
  raw: ServerResponse,
  content: Buffer,
  bytes: number,
  interval: number,
  closing: AbortSignal,
): Promise<void> {
  const gone = new AbortController();
  raw.once('close', () => gone.abort());
  const signal = AbortSignal.any([closing, gone.signal]);
  for (let sent = 0; sent < content.length && !raw.destroyed; sent += bytes) {
    if (sent > 0) await pause(interval, undefined, { signal });
    raw.write(content.subarray(sent, sent + bytes));
  }
  raw.end();
}
