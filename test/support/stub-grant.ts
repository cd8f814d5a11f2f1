import { type SinonStub, stub } from 'sinon';
import { Aborter } from '../../src/abort';
import type { TokenGrant } from '../../src/auth/grants';
import type { TokenAnswer } from '../../src/auth/token-response';
import { TokenSource } from '../../src/auth/token-source';
import type { Caller } from '../../src/http/message';
import { Watcher } from './watcher';

/** A token grant whose every answer is up to the test. */
export interface StubGrant extends TokenGrant {
  readonly signIn: SinonStub<[Caller], Promise<TokenAnswer>>;
  readonly refresh: SinonStub<[string, Caller], Promise<TokenAnswer>>;
}

/** A token grant that grants the 1st pair of tokens for a password and the 2nd, 3rd, … for refreshes. */
export function stubGrant(expiresIn?: number): StubGrant {
  let refreshes = 1;
  return {
    refusal: 'CREDENTIALS_REJECTED',
    signIn: stub<[Caller], Promise<TokenAnswer>>().resolves(granted(1, expiresIn)),
    refresh: stub<[string, Caller], Promise<TokenAnswer>>().callsFake(() =>
      Promise.resolve(granted(++refreshes, expiresIn)),
    ),
  };
}

/** What the n-th token request is granted. */
export function granted(n: number, expiresIn: number | undefined): TokenAnswer {
  return { accessToken: `access-${n}`, refreshToken: `refresh-${n}`, expiresIn };
}

/** The tokens of an account with this grant, for callers that wait as long as it takes. */
export function sourceOf(tokenGrant: StubGrant) {
  const tokens = new TokenSource(tokenGrant, new Aborter().signal);
  return {
    get: () => tokens.get(new Watcher()),
    renew: (refused: string) => tokens.renew(refused, new Watcher()),
  };
}
