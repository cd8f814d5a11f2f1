import {
  type Agent,
  type AgentOptions,
  type ClientRequest,
  request as httpRequest,
  type IncomingMessage,
  type RequestOptions,
} from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { errorCodeOf } from '../redact';

/**
 * How agents keep connections. A probe and its answer cost a metered link about
 * 100 bytes, and one each 45 s is enough for a router to remember the connection.
 * What has not been used for two and a half minutes is not worth even that.
 */
export const KEEP_ALIVE: AgentOptions = {
  keepAlive: true,
  keepAliveMsecs: 45_000,
  timeout: 150_000,
};

/** Milliseconds for which a connection is used again: only a new one looks for a service that has moved. */
const GREATEST_AGE = 600_000;

/** Milliseconds without a request after which a connection may have died without a word. */
const DOUBTFUL_AFTER = 250;

/** Milliseconds that an answer over a doubtful connection may take to begin: at the least, at the most. */
const ANSWER_TIMEOUT = { least: 1_000, most: 2_000 };

/** The codes of a connection that has ended, or that is found to have ended long ago. */
const ENDED: ReadonlySet<string | undefined> = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT']);

/** Node's modules `http` and `https`, as far as axios uses them. */
export interface HttpModule {
  request(options: RequestOptions, onResponse: (response: IncomingMessage) => void): ClientRequest;
}

/**
 * The connections that an agent keeps from one request to the next. After a
 * modem has reconnected, packets of the kept ones are swallowed without a word,
 * so what is asked over one that was idle is asked again over a new one when no
 * answer begins.
 */
export class KeptConnections {
  readonly #openedAt = new WeakMap<Duplex, number>();
  readonly #idleSince = new WeakMap<Duplex, number>();
  /** Milliseconds that answers have lately taken to begin. */
  #usualDelay = 0;

  constructor(private readonly agent: Agent) {
    // Node's types conceal that it says whether the connection can be kept.
    const keep: (socket: Duplex) => unknown = agent.keepSocketAlive.bind(agent);
    agent.keepSocketAlive = (socket) => {
      this.#idleSince.set(socket, performance.now());
      return !this.#isOld(socket) && keep(socket);
    };
  }

  /**
   * Sends a request over a connection that is good for it.
   *
   * @param mayOverlap whether it does no harm when the service gets it twice.
   * @param send sends it by a module; is called again where it has to be sent again.
   */
  async send<T>(mayOverlap: boolean, send: (module: HttpModule) => Promise<T>): Promise<T> {
    // A service that is slow to answer looks like a dead connection: it gets new ones.
    const timeout = Math.max(ANSWER_TIMEOUT.least, 2 * this.#usualDelay);
    const mayDoubt = mayOverlap && timeout <= ANSWER_TIMEOUT.most;
    await this.#close((socket) => this.#isOld(socket) || (!mayDoubt && this.#isDoubtful(socket)));
    let hasDoubted = false;
    try {
      return await send(
        this.#module((request, socket) => {
          if (!mayDoubt || !request.reusedSocket || !this.#isDoubtful(socket)) return;
          hasDoubted = true;
          endWhenSilent(request, socket, timeout);
        }),
      );
    } catch (error) {
      if (!hasDoubted || !ENDED.has(errorCodeOf(error))) throw error;
      // What befell this connection has befallen those that were idle beside it.
      await this.#close((socket) => this.#isDoubtful(socket));
      return send(this.#module());
    }
  }

  /** Closes all of them, also those in use. */
  close(): void {
    this.agent.destroy();
  }

  /** Node's modules, which note how connections and answers come about. */
  #module(onSocket?: (request: ClientRequest, socket: Socket) => void): HttpModule {
    return {
      request: (options, onResponse) => {
        const open = options.protocol === 'https:' ? httpsRequest : httpRequest;
        const request = open(options, onResponse);
        request.once('socket', (socket) => {
          const sentAt = performance.now();
          if (!request.reusedSocket) this.#open(socket, sentAt);
          request.once('response', () => this.#note(performance.now() - sentAt));
          onSocket?.(request, socket);
        });
        return request;
      },
    };
  }

  #open(socket: Socket, now: number): void {
    this.#openedAt.set(socket, now);
    socket.setKeepAlive(true, KEEP_ALIVE.keepAliveMsecs);
    // axios asks for a minute with each request, and the agent for its own time again behind it: two
    // system calls in each poll.
    socket.setKeepAlive = () => socket;
  }

  /** A delay counts in full, and then less with each answer that follows. */
  #note(delay: number): void {
    this.#usualDelay = Math.max(delay, this.#usualDelay * 0.75);
  }

  #isOld(socket: Duplex): boolean {
    return performance.now() - (this.#openedAt.get(socket) ?? 0) >= GREATEST_AGE;
  }

  #isDoubtful(socket: Duplex): boolean {
    return performance.now() - (this.#idleSince.get(socket) ?? 0) >= DOUBTFUL_AFTER;
  }

  /** Closes idle connections, and waits until the agent knows. */
  async #close(isUnfit: (socket: Duplex) => boolean): Promise<void> {
    const unfit: Socket[] = [];
    for (const sockets of Object.values(this.agent.freeSockets)) {
      for (const socket of sockets ?? []) {
        if (socket.destroyed || isUnfit(socket)) unfit.push(socket);
      }
    }
    if (unfit.length > 0) await Promise.all(unfit.map(destroyed));
  }
}

/** Ends the connection of a request over which nothing arrives in time. */
function endWhenSilent(request: ClientRequest, socket: Socket, timeout: number): void {
  const { bytesRead } = socket;
  const endIfSilent = (): void => {
    if (socket.bytesRead === bytesRead) socket.destroy();
  };
  // An event loop that was busy reads what has arrived before immediates run.
  const timer = setTimeout(() => setImmediate(endIfSilent), timeout);
  request.once('close', () => clearTimeout(timer));
}

function destroyed(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    if (socket.closed) resolve();
    else socket.once('close', () => resolve()).destroy();
  });
}
