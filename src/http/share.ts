import { ServiceError } from '../errors';
import type { HttpAnswer, HttpRequest, Send } from './message';
import { Tee } from './tee';

/** One of those who wait for the answer. */
interface Member {
  readonly request: HttpRequest<unknown>;
  /** Reads the answer of one attempt. */
  read(answer: HttpAnswer): Promise<void>;
  /** Ends its wait without an answer. */
  fail(error: unknown): void;
}

/** Milliseconds after its request in which a call can be joined at the most. */
const MOMENT = 1_000;

/** One call for all who join it at the same moment. */
class SharedCall {
  readonly #members = new Set<Member>();
  readonly #controller = new AbortController();
  #isStarted = false;
  #requests = 0;
  /** When the first request was sent. */
  #sentAt: number | undefined;

  /** @param onFull called when it is too late to join */
  constructor(
    private readonly send: Send,
    private readonly request: HttpRequest<unknown>,
    private readonly onFull: () => void,
  ) {}

  /** Whether who joins now has nearly all of the time-out before him; one that waits to be sent has all of it. */
  get isFresh(): boolean {
    const moment = Math.min(MOMENT, this.request.timeout / 10);
    return this.#sentAt === undefined || performance.now() - this.#sentAt <= moment;
  }

  /** As `send` does it for one request alone. */
  join<T>(request: HttpRequest<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const { signal, observer } = request;
      if (signal.aborted) {
        reject(signal.reason);
        return;
      }
      const leave = (): void => {
        signal.removeEventListener('abort', onAbort);
        this.#members.delete(member);
      };
      const onAbort = (): void => {
        member.fail(signal.reason);
        if (this.#members.size === 0) this.#giveUp();
      };
      const member: Member = {
        request,
        read: async (answer) => {
          const value = await request.read(answer);
          signal.throwIfAborted();
          resolve(value);
          leave();
        },
        fail: (error) => {
          reject(error);
          leave();
        },
      };
      this.#members.add(member);
      signal.addEventListener('abort', onAbort, { once: true });
      if (this.#requests > 0) observer?.onRequest?.();
      if (!this.#isStarted) void this.#start();
    });
  }

  async #start(): Promise<void> {
    this.#isStarted = true;
    try {
      await this.send({
        ...this.request,
        signal: this.#controller.signal,
        observer: {
          onRequest: () => {
            this.#requests++;
            this.#sentAt ??= performance.now();
            for (const { request } of this.#members) request.observer?.onRequest?.();
          },
          onWait: (seconds) => {
            // Who comes now has all repetitions before him.
            this.onFull();
            for (const { request } of this.#members) request.observer?.onWait?.(seconds);
          },
        },
        read: (answer) => this.#read(answer),
      });
    } catch (error) {
      for (const member of this.#members) member.fail(error);
    }
    this.onFull();
  }

  /**
   * Has each member read the answer. The attempt has failed when nobody could:
   * then it may be repeated for those who are left.
   */
  async #read(answer: HttpAnswer): Promise<void> {
    this.onFull();
    const members = [...this.#members];
    const [only] = members;
    if (only !== undefined && members.length === 1) return only.read(answer);
    const tee = new Tee(answer.body);
    const reads = members
      .map((member) => ({ member, branch: tee.branch() }))
      .map(async ({ member, branch }) => {
        const giveUp = (): void => branch.leave();
        member.request.signal.addEventListener('abort', giveUp, { once: true });
        try {
          await member.read({ ...answer, body: branch.body });
        } finally {
          branch.leave();
          member.request.signal.removeEventListener('abort', giveUp);
        }
      });
    const outcomes = await Promise.allSettled(reads);
    const isOver = outcomes.some(({ status }) => status === 'fulfilled');
    let failure: unknown;
    for (const [index, outcome] of outcomes.entries()) {
      const member = members[index];
      // What somebody who gave up made of his part says nothing of the answer.
      if (outcome.status === 'fulfilled' || !member || !this.#members.has(member)) continue;
      if (isOver || partlyDelivered(outcome.reason)) member.fail(outcome.reason);
      else failure ??= outcome.reason;
    }
    if (failure !== undefined) throw failure;
  }

  /** Nobody waits any more. */
  #giveUp(): void {
    this.onFull();
    this.#controller.abort();
  }
}

/** Whether the caller has begun to use the answer, and cannot read another one. */
function partlyDelivered(error: unknown): boolean {
  return error instanceof ServiceError && error.marks.partlyDelivered === true;
}

/**
 * A layer that makes one request out of the same GETs that are asked for at the
 * same moment: until the answer begins, but no later than a second, or a tenth of
 * the time-out, after the request. Each caller reads the answer itself, so that
 * what one does with it touches nobody else's. Who reads it slowly has one alone.
 */
export function share(send: Send): Send {
  const open = new Map<string, SharedCall>();
  return (request) => {
    if (request.method !== 'GET' || request.isShared === false) return send(request);
    const key = keyOf(request);
    const current = open.get(key);
    if (current?.isFresh) return current.join(request);
    const call = new SharedCall(send, request, () => {
      // By then the next call for the same may be open.
      if (open.get(key) === call) open.delete(key);
    });
    open.set(key, call);
    return call.join(request);
  };
}

function keyOf<T>({ url, headers, timeout }: HttpRequest<T>): string {
  return JSON.stringify([url.href, headers, timeout]);
}
