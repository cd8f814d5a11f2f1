import { asRecord } from '../json-value';
import { isHeaderSafe, type TokenAnswer, type TokenEncoding } from './token-response';

/** The tokens that are in use. */
export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string | undefined;
  /** Milliseconds since the epoch from which on the access token is not used; absent: until a 401. */
  readonly expiresAt: number | undefined;
  /** How the request for them was written, where there is a choice. */
  readonly encoding?: TokenEncoding;
  /** Milliseconds since the epoch at which the refresh token was granted. */
  readonly refreshGrantedAt?: number;
  /** Seconds that refresh tokens live, where the service says so or was seen to refuse an older one. */
  readonly refreshLife?: number;
}

/** Seconds before the real end of a token's life at which it is replaced. */
const MARGIN = 10;
/** The same as a part of the life, for tokens that live no longer than that. */
const MARGIN_PART = 0.1;

/** The shortest life of a refresh token that is learned: sooner, somebody has ended the session. */
const SHORTEST_LIFE = 900;
/** The part of an age at which a refresh token was refused after which the next one is not sent: polls are not punctual. */
const LEARNED_PART = 0.9;

/** The tokens of an answer that arrived now. Without a new refresh token the old one stays good. */
export function tokensOf(answer: TokenAnswer, before: Tokens | undefined): Tokens {
  const { accessToken, refreshToken = before?.refreshToken, expiresIn, encoding } = answer;
  const { refreshExpiresIn, refreshToken: granted } = answer;
  const isNew = granted !== undefined || refreshExpiresIn !== undefined;
  const refreshGrantedAt = isNew ? Date.now() : before?.refreshGrantedAt;
  const refreshLife = refreshExpiresIn ?? before?.refreshLife;
  return {
    accessToken,
    refreshToken,
    expiresAt: expiresIn === undefined ? undefined : Date.now() + usableFor(expiresIn) * 1_000,
    ...(encoding && { encoding }),
    ...(refreshGrantedAt !== undefined && { refreshGrantedAt }),
    ...(refreshLife !== undefined && { refreshLife }),
  };
}

/** Whether there is a refresh token that may be alive. */
export function isRefreshable({ refreshToken, refreshGrantedAt, refreshLife }: Tokens): boolean {
  if (refreshToken === undefined) return false;
  if (refreshGrantedAt === undefined || refreshLife === undefined) return true;
  return Date.now() < refreshGrantedAt + usableFor(refreshLife) * 1_000;
}

/** What is left of tokens whose refresh token was refused: how old it was. */
export function withoutRefreshToken(tokens: Tokens): Tokens {
  const { refreshGrantedAt = Date.now(), refreshLife = Number.POSITIVE_INFINITY } = tokens;
  const age = (Date.now() - refreshGrantedAt) / 1_000;
  const isLearned = age >= SHORTEST_LIFE && age * LEARNED_PART < refreshLife;
  return {
    ...tokens,
    refreshToken: undefined,
    ...(isLearned && { refreshLife: age * LEARNED_PART }),
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
  const { accessToken, refreshToken, expiresAt, encoding, ...refresh } = asRecord(value);
  const { refreshGrantedAt, refreshLife } = refresh;
  return (
    typeof accessToken === 'string' &&
    isHeaderSafe(accessToken) &&
    (refreshToken === undefined || typeof refreshToken === 'string') &&
    [expiresAt, refreshGrantedAt, refreshLife].every(isTime) &&
    (encoding === undefined || isEncoding(encoding))
  );
}

function isTime(value: unknown): value is number | undefined {
  return value === undefined || typeof value === 'number';
}

function isEncoding(value: unknown): value is TokenEncoding {
  return value === 'form' || value === 'formAsJson' || value === 'json';
}
