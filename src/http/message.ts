import type { Signal } from '../abort';
import type { ServiceError } from '../errors';
import type { Allotment, AnswerMemory } from './memory';
import { isSafe } from './safe-methods';

/** An answer whose body has not been read yet. */
export interface HttpAnswer {
  readonly status: number;
  /** The value of a header, by its name in lower case. */
  readonly header: (name: string) => string | undefined;
  /** All headers, by their names in lower case. */
  readonly headers: () => ReadonlyArray<readonly [name: string, value: string]>;
  /** What its headers say of the rate at which the service takes requests. */
  readonly rateLimit: RateLimit | undefined;
  /** Stands for the request that was sent: all who share one answer have the same. */
  readonly exchange: object;
  /** The secrets that the request's own headers held, which the answer may repeat. */
  readonly secrets: readonly string[];
  /** The decompressed body; can be read once. It may be endless. */
  readonly body: AsyncIterable<Buffer>;
  /** Counts what is kept of the body, and made of it. */
  readonly memory: AnswerMemory;
}

/** What a service says of the rate at which it takes requests. */
export interface RateLimit {
  /** Requests that it takes in a period. */
  readonly limit?: number | undefined;
  /** Requests that it still takes in this one. */
  readonly remaining?: number | undefined;
  /** Seconds until it takes more. */
  readonly reset?: number | undefined;
  /** Seconds for which it asks not to send any. */
  readonly retryAfter?: number | undefined;
}

/** What the caller of a request may want to watch. */
export interface HttpObserver {
  /** A request is sent. */
  onRequest?(): void;
  /** The request failed, as the error says, and is repeated after `seconds`. */
  onWait?(seconds: number, error?: ServiceError): void;
  /** So many bytes more of an answer have arrived, decompressed. */
  onArrival?(bytes: number): void;
  /** An answer says at which rate the service takes requests. */
  onRateLimit?(rate: RateLimit): void;
  /** When the answer was sent by the service's clock, milliseconds since 1970. */
  onServiceTime?(time: number): void;
  /** The headers of an answer, as callers may see them. */
  onHeaders?(headers: Readonly<Record<string, string>>): void;
}

/** Who wants something: may give up, may watch. */
export interface Caller {
  readonly signal: Signal;
  readonly observer?: HttpObserver | undefined;
  /** Whose call it is: where calls have to wait, the owners alternate. */
  readonly owner?: unknown;
  /** Resolves when it can take an answer: until then one to a GET is not read, and kept as bytes at the most. */
  readonly ready?: Promise<void> | undefined;
  /** What all its answers take of the memory, where that is kept for longer than a call. */
  readonly memory?: Allotment | undefined;
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD' | 'OPTIONS';

/** One call: a request, and how its answer is read. */
export interface HttpRequest<T> extends Caller {
  readonly method: Method;
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: string | Buffer | undefined;
  /** What its headers hold that nobody may see, should the answer repeat it. */
  readonly secrets?: readonly string[] | undefined;
  /** Whether it may be sent again without harm; by default where the method changes nothing. */
  readonly repeatable?: boolean | undefined;
  /**
   * Whether it may also be sent again while the service may still be at work on
   * it; by default where it is repeatable.
   */
  readonly mayOverlap?: boolean | undefined;
  /** Whether one answer may serve all who ask for the same at the same moment; by default it may. */
  readonly isShared?: boolean | undefined;
  /** The exchange of the answer that led to it: all who share that one ask for the same next. */
  readonly after?: object | undefined;
  /** What it asks for, where many things are asked for at one address. */
  readonly operationKey?: string | undefined;
  /** Called when there is a place for it; throws where it is not wanted any more. */
  readonly onPlace?: (() => void) | undefined;
  /** Milliseconds from the start of the request to the end of the body. */
  readonly timeout: number;
  /**
   * Reads the answer, whatever its status. It runs inside the call, so that
   * time-out, retries and authorization cover the body as well.
   */
  readonly read: (answer: HttpAnswer) => Promise<T>;
}

/**
 * Makes a call. Each layer (retry, authorization, transport) is such a function
 * around the next one.
 *
 * @throws {ServiceError} for every failure; the signal's reason when aborted.
 */
export type Send = <T>(request: HttpRequest<T>) => Promise<T>;

/** Whether a request may be sent again without harm. */
export function isRepeatable<T>({ repeatable, method }: HttpRequest<T>): boolean {
  return repeatable ?? isSafe(method);
}
