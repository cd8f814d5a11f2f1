import { setImmediate as nextPass } from 'node:timers/promises';
import { Aborter } from '../abort';
import { ServiceError } from '../errors';
import type { MemoryBudget } from '../http/memory';
import type { HttpAnswer, HttpRequest, Send } from '../http/message';
import { isResult } from '../http/status';
import { Cohort } from './cohort';
import { KeptBody } from './kept-body';
import { type Member, Members, read } from './members';

/** Milliseconds after its request for which a call can be joined at the most. */
const MOMENT = 1_000;

/** Milliseconds for which an answer is kept for the next one of those who are still to come. */
const LONGEST_WAIT = 5_000;

/** An answer that can be read again. */
interface KeptAnswer {
  readonly answer: HttpAnswer;
  readonly body: KeptBody;
}

/**
 * One call for all callers that join it at the same moment. They read the answer one after
 * the other, each when it is ready, so that their parsed results are not all in memory at the
 * same time.
 */
export class SharedCall {
  readonly #controller = new Aborter();
  readonly #members = new Members(() => {
    // Others may still come for an answer that is here.
    if (this.#isHere) return;
    this.close();
    this.#controller.abort();
  });
  #isStarted = false;
  #isClosed = false;
  /** Whether all of the answer is kept. */
  #isHere = false;
  /** Those who share the answer, where they are more than one. */
  #readers: Cohort<SharedCall> | undefined;
  #requests = 0;
  /** When the first request was sent. */
  #sentAt: number | undefined;
  /** An answer that some could not read, for those who have not tried yet. */
  #left: KeptAnswer | undefined;

  /**
   * @param cohorts by the exchanges that they share
   * @param cohort of those who may join
   * @param onClose called when it is too late to join
   */
  constructor(
    private readonly send: Send,
    private readonly request: HttpRequest<unknown>,
    private readonly budget: MemoryBudget,
    private readonly cohorts: WeakMap<object, Cohort<SharedCall>>,
    private readonly cohort = new Cohort<SharedCall>(),
    private readonly onClose: () => void = () => undefined,
  ) {}

  /**
   * Whether a caller that joins now still has nearly all of its time-out; if nothing was sent yet,
   * or the answer is here, all of it.
   */
  get isFresh(): boolean {
    if (this.#isHere && this.#toCome > 0) return true;
    const moment = Math.min(MOMENT, this.request.timeout / 10);
    return this.#sentAt === undefined || performance.now() - this.#sentAt <= moment;
  }

  /** As `send` does it for one request alone. */
  async join<T>(request: HttpRequest<T>): Promise<T> {
    request.signal.throwIfAborted();
    const result = this.#members.add(request);
    this.cohort.ask();
    this.#readers?.add(1);
    if (this.#requests > 0) request.observer?.onRequest?.();
    if (!this.#isStarted) void this.#start();
    return result;
  }

  /** It is too late to join. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.onClose();
  }

  async #start(): Promise<void> {
    this.#isStarted = true;
    const members = this.#members;
    try {
      // More than one request is sent only where the answer is too long to be kept.
      while (members.size > 0) {
        // Answers that arrive before a caller is ready must not fill the memory.
        if (!this.budget.hasRoom) await Promise.race([members.someReady(), this.budget.room()]);
        const kept = await this.#ask().catch((error: unknown) => {
          if (this.#left === undefined) throw error;
          return this.#left;
        });
        this.#left = undefined;
        if (kept !== undefined) await this.#serveAll(kept);
        await members.someReady();
      }
    } catch (error) {
      members.fail(error);
    }
    this.close();
  }

  /** @returns the answer, where all of it is kept and somebody is left */
  #ask(): Promise<KeptAnswer | undefined> {
    return this.send({
      ...this.request,
      signal: this.#controller.signal,
      observer: {
        onRequest: () => {
          this.#requests++;
          this.#sentAt ??= performance.now();
          this.#members.onRequest();
        },
        onWait: (seconds, error) => {
          // A caller that comes now should have all of its retries.
          this.close();
          this.#members.onWait(seconds, error);
        },
        onArrival: (bytes) => this.#members.onArrival(bytes),
      },
      read: (answer) => this.#receive(answer),
    });
  }

  /**
   * Has the first one who is ready read the answer while it arrives. For the others,
   * who must not hold up the place of the request, it is kept as far as there is room.
   */
  async #receive(answer: HttpAnswer): Promise<KeptAnswer | undefined> {
    if (this.#toCome === 0) this.close();
    const members = this.#members;
    const size = members.size + this.#toCome;
    if (size > 1) {
      this.#readers = new Cohort(this.#isClosed ? undefined : this.cohort);
      this.#readers.add(members.size);
      this.cohorts.set(answer.exchange, this.#readers);
    }
    const isForOne = size === 1 && members.firstReady !== undefined;
    const body = new KeptBody(answer.body, this.budget, !isForOne);
    let kept: KeptAnswer | undefined;
    let failure: unknown;
    let isRead = false;
    try {
      if (!isResult(answer)) await this.#refuse(answer, body);
      while (members.size > 0 && body.hasBeginning && !body.isComplete) {
        const member = members.firstReady;
        if (member !== undefined) {
          const failed = await this.#serve(member, { answer, body });
          failure ??= failed;
          isRead ||= failed === undefined;
        } else if (body.isFull) break;
        else await body.pull();
      }
      if (body.isComplete && (members.size > 0 || this.#isAwaiting)) {
        kept = { answer, body };
        this.#isHere = !this.#isClosed;
      }
      // No reader could use the answer: the layers below have to count that as a failure.
      if (failure !== undefined && !isRead) {
        this.#left = kept;
        throw failure;
      }
      return kept;
    } finally {
      if (kept === undefined) this.#end(body);
    }
  }

  /** Nobody reads an answer any more: who has not read it does not ask for what is next. */
  #end(body: KeptBody): void {
    this.#isHere = false;
    this.close();
    body.release();
    this.#readers?.end();
    this.#readers = undefined;
  }

  /** Has those who are left, and those who are still to come, read what is kept. */
  async #serveAll(kept: KeptAnswer): Promise<void> {
    const members = this.#members;
    try {
      while (members.size > 0 || (this.#isAwaiting && (await members.someone(LONGEST_WAIT)))) {
        await members.someReady();
        // What the one before has read goes on first, and is out of the way.
        await nextPass();
        const member = members.firstReady;
        if (member !== undefined) await this.#serve(member, kept);
      }
    } finally {
      this.#end(kept.body);
    }
  }

  /** How many may still join. */
  get #toCome(): number {
    return this.#isClosed ? 0 : this.cohort.toCome;
  }

  /** Whether what is kept may wait for others. */
  get #isAwaiting(): boolean {
    return this.#toCome > 0 && this.budget.hasRoom;
  }

  /**
   * @returns what the member failed with alone
   * @throws what the attempt has failed with: it may be repeated for those who are left.
   */
  async #serve(member: Member, { answer, body }: KeptAnswer): Promise<unknown> {
    const members = this.#members;
    let failure: unknown;
    try {
      await read(member, answer, body);
      this.#readers?.read();
    } catch (error) {
      // The error of a caller that has aborted is not an error of the answer.
      if (!members.has(member)) return undefined;
      const isOfAll = members.size + this.#toCome === 1 || body.isBroken;
      if (isOfAll && !isPartlyDelivered(error)) throw error;
      member.fail(error);
      failure = error;
    }
    // A body that has broken off is not given to the next reader.
    if (members.size > 0) body.assertUnbroken();
    return failure;
  }

  /** Has all members read an answer that is not a result; the layers below decide what follows from it. */
  async #refuse(answer: HttpAnswer, body: KeptBody): Promise<void> {
    const failures: unknown[] = [];
    for (const member of this.#members) {
      await read(member, answer, body).catch((error: unknown) => failures.push(error));
    }
    if (this.#members.size > 0) throw failures[0];
  }
}

/** Whether the caller has begun to use the answer, and cannot read another one. */
function isPartlyDelivered(error: unknown): boolean {
  return error instanceof ServiceError && error.marks.partlyDelivered === true;
}
