import {
  isHeaderSafe,
  isTokenContentType,
  type TokenAnswer,
  type TokenContentType,
} from './token-response';

/** The tokens that are in use. */
export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string | undefined;
  /** Milliseconds since the epoch from which on the access token is not used; absent: until a 401. */
  readonly expiresAt: number | undefined;
  /** How the form was labelled that they are the answer to, where there is a choice. */
  readonly contentType?: TokenContentType;
}

/** Seconds before the real end of a token's life at which it is replaced. */
const MARGIN = 10;
/** The same as a part of the life, for tokens that live no longer than that. */
const MARGIN_PART = 0.1;

/** The tokens of an answer that arrived now. Without a new refresh token the old one stays good. */
export function tokensOf(answer: TokenAnswer, before: Tokens | undefined): Tokens {
  const { accessToken, refreshToken = before?.refreshToken, expiresIn, contentType } = answer;
  return {
    accessToken,
    refreshToken,
    expiresAt: expiresIn === undefined ? undefined : Date.now() + usableFor(expiresIn) * 1_000,
    ...(contentType && { contentType }),
  };
}

/** Seconds for which a token of this life is used. */
function usableFor(life: number): number {
  return life - (life > MARGIN ? MARGIN : life * MARGIN_PART);
}

/** Whether the access token is to be replaced. */
export function isOver({ expiresAt }: Tokens): boolean {
  return expiresAt !== undefined && Date.now() >= expiresAt;
}

/** Whether something that was read from a file has the shape of tokens. */
export function isTokens(value: unknown): value is Tokens {
  if (typeof value !== 'object' || value === null) return false;
  const fields: Partial<Record<keyof Tokens, unknown>> = value;
  const { accessToken, refreshToken, expiresAt, contentType } = fields;
  return (
    typeof accessToken === 'string' &&
    isHeaderSafe(accessToken) &&
    (refreshToken === undefined || typeof refreshToken === 'string') &&
    (expiresAt === undefined || typeof expiresAt === 'number') &&
    (contentType === undefined || isTokenContentType(contentType))
  );
}
