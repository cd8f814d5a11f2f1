import type { ErrorCode } from '../../src/errors';

/** What a flow gets for an answer. */
export type Result = Success | Failure;

/** A list comes out. */
export interface Success {
  readonly kind: 'success';
  /** The items that the flow gets; checked on rows of the list endpoint. */
  readonly items: readonly unknown[];
  /** The token that the list is asked for with, on rows of the token endpoint. */
  readonly token: string;
  /** Seconds for which that token is used; nothing where it is used until a 401. */
  readonly life: number | undefined;
  /** The refresh token that is shown when that life is over; nothing where it is the password. */
  readonly shows: string | undefined;
}

/** An error comes out. */
export interface Failure {
  readonly kind: 'failure';
  readonly code: ErrorCode;
  /** What its message says about the answer. */
  readonly says: RegExp;
}

/** The flow gets these items. */
export function gets(...items: unknown[]): Success {
  return { kind: 'success', items, token: '', life: undefined, shows: undefined };
}

/** The flow gets its list with this token, which is used for so many seconds, or until a 401. */
export function uses(token: string, life?: number, shows = 'new-refresh'): Success {
  return { kind: 'success', items: [], token, life, shows };
}

/** The same where the password has to be shown when that life is over. */
export function usesWithoutRefresh(token: string, life: number): Success {
  return { ...uses(token, life), shows: undefined };
}

/** The flow gets an error. */
export function fails(code: ErrorCode, says = /./): Failure {
  return { kind: 'failure', code, says };
}
