import { isRecord } from '../../src/json-value';

/** What a refresher gets first. */
export interface Order {
  readonly path: string;
  readonly secrets: readonly string[];
}

/** A pair of tokens as the server issues it. */
export interface Pair {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** What the server answers to a token request; no tokens are a refusal. */
export interface Answer {
  readonly tokens?: Pair | undefined;
}

/** What a refresher says. */
export type Report =
  | { readonly is: 'request'; readonly refreshToken?: string | undefined }
  /** It has got this token, which is kept. */
  | { readonly is: 'token'; readonly accessToken: string }
  | { readonly is: 'problem'; readonly code: string };

export function isOrder(value: unknown): value is Order {
  return isRecord(value) && 'path' in value && 'secrets' in value;
}

export function isAnswer(value: unknown): value is Answer {
  return isRecord(value);
}

export function isReport(value: unknown): value is Report {
  return isRecord(value) && 'is' in value;
}
