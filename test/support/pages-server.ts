import { createServer, type IncomingHttpHeaders } from 'node:http';
import { listen } from './listen';

/** A request as it came. */
export interface PageRequest {
  /** Method and path. */
  readonly line: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A status and what is sent as JSON. */
export type PageAnswer = readonly [status: number, body?: unknown];

/** A server that was written from a vendor's pages alone: it shares no code with the simulator. */
export interface PagesServer {
  readonly origin: string;
  /** All requests, in the order of their arrival. */
  readonly requests: readonly PageRequest[];
  /** How often something was asked for, by method and path. */
  count(line: string): number;
  close(): Promise<void>;
}

/** Starts one on 127.0.0.1. */
export async function startPagesServer(
  answer: (request: PageRequest) => PageAnswer,
): Promise<PagesServer> {
  const requests: PageRequest[] = [];
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const line = `${incoming.method} ${incoming.url}`;
      const request = { line, headers: incoming.headers, body: Buffer.concat(chunks).toString() };
      requests.push(request);
      const [status, body = {}] = answer(request);
      outgoing.writeHead(status, { 'content-type': 'application/json' });
      outgoing.end(JSON.stringify(body));
    });
  });
  const listening = await listen(server);
  return {
    origin: listening.origin,
    requests,
    count: (line) => requests.filter((request) => request.line === line).length,
    close: () => listening.close(),
  };
}
