/** What may be done to a request instead of answering it properly. Times are in milliseconds. */
export type Fault = AnswerFault | RedirectFault | DelayFault | ConnectionFault | BodyFault;

/** Answers with anything, such as a 503, a 429 with `retry-after`, or an HTML error page. */
export interface AnswerFault {
  readonly kind: 'answer';
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** Answers with a redirect, 302 by default. */
export interface RedirectFault {
  readonly kind: 'redirect';
  readonly location: string;
  readonly status?: number;
}

/** Waits, then answers properly. */
export interface DelayFault {
  readonly kind: 'delay';
  readonly ms: number;
}

/**
 * Never sends a byte: `hang` keeps the connection open, `reset` breaks it
 * off with an RST, `close` ends it with a FIN.
 */
export interface ConnectionFault {
  readonly kind: 'hang' | 'reset' | 'close';
}

/**
 * Spoils the body of the proper answer.
 * - `resetBody` promises all of it, sends `bytes` of it, and resets the connection.
 * - `truncate` sends `bytes` of it as a message that is complete as far as HTTP can tell.
 * - `drip` sends all of it, `bytes` at a time with a pause of `interval` in between.
 */
export type BodyFault =
  | { readonly kind: 'resetBody'; readonly bytes: number }
  | { readonly kind: 'truncate'; readonly bytes: number }
  | { readonly kind: 'drip'; readonly bytes: number; readonly interval: number };

/** Whether a fault keeps an answer from being made at all. */
export function isConnectionFault(fault: Fault): fault is ConnectionFault {
  return fault.kind === 'hang' || fault.kind === 'reset' || fault.kind === 'close';
}
