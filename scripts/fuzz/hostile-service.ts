import { createServer, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Listening, listen } from '../../test/support/listen';
import type { HostileAnswer } from './answers';

/** What the token endpoints of all services answer when nothing is wrong with them. */
const GOOD_TOKEN = jsonAnswer({ access_token: 'token', token_type: 'Bearer', expires_in: 3_600 });

/** Paths of token endpoints. */
const TOKEN_PATH = /^POST \S*(?:token)/;

/** A server that answers as the case under way wants it. */
export class HostileService {
  /** The answer to calls. */
  answer: HostileAnswer | undefined;
  /** The answer to token requests; a good one by default. */
  tokenAnswer: HostileAnswer | undefined;
  requests = 0;
  /** How often it gave one of these answers. */
  given = 0;
  readonly #server = createServer((socket) => this.#serve(socket));
  #listening: Listening | undefined;

  static async start(): Promise<HostileService> {
    const service = new HostileService();
    service.#listening = await listen(service.#server);
    return service;
  }

  get origin(): string {
    return this.#listening?.origin ?? '';
  }

  async close(): Promise<void> {
    await this.#listening?.close();
  }

  #serve(socket: Socket): void {
    let request = '';
    let isAnswered = false;
    socket.on('data', (bytes) => {
      if (isAnswered) return;
      request += bytes.toString('latin1');
      if (!isComplete(request)) return;
      isAnswered = true;
      this.requests++;
      void write(socket, this.#answerTo(request));
    });
  }

  #answerTo(request: string): HostileAnswer {
    const isToken = TOKEN_PATH.test(request);
    const answer = isToken ? this.tokenAnswer : this.answer;
    if (answer !== undefined) {
      this.given++;
      return answer;
    }
    if (isToken) return GOOD_TOKEN;
    const isQuery = /"query":/.test(request);
    return jsonAnswer(isQuery ? { data: { building_features: [{ id: 1 }] } } : [{ id: 1 }]);
  }
}

function isComplete(request: string): boolean {
  const end = request.indexOf('\r\n\r\n');
  if (end === -1) return false;
  const length = Number(/^content-length: (\d+)/im.exec(request.slice(0, end))?.[1] ?? 0);
  return request.length >= end + 4 + length;
}

async function write(socket: Socket, { parts, breaks }: HostileAnswer): Promise<void> {
  // Who asked may close the connection before its end.
  await pipeline(Readable.from(parts), socket, { end: false }).catch(() => undefined);
  if (breaks) socket.resetAndDestroy();
  else socket.end();
}

/** A good answer. */
export function jsonAnswer(value: unknown): HostileAnswer {
  const body = JSON.stringify(value);
  const head = `HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n`;
  return { what: 'good', parts: [head, body], breaks: false };
}
