import assert from 'node:assert/strict';
import { type TokenPair, TokenStore } from '../../../simulator/index';
import { Aborter } from '../../../src/abort';
import type { TokenGrant } from '../../../src/auth/grants';
import { TokenRefusal } from '../../../src/auth/token-response';
import { TokenSource } from '../../../src/auth/token-source';
import { useFakeClock } from '../../support/clock';
import { Watcher } from '../../support/watcher';

const LIFE = 600;
const MINUTE = 60_000;
const MONTH = 31 * 24 * 60;

/** A service with rotation, without the network in between, that counts its grants. */
class Service implements TokenGrant {
  readonly refusal = 'CREDENTIALS_REJECTED';
  readonly #store = new TokenStore(LIFE);
  signIns = 0;
  refreshes = 0;

  async signIn() {
    this.signIns++;
    return answerOf(this.#store.issue());
  }

  async refresh(refreshToken: string) {
    this.refreshes++;
    const pair = this.#store.rotate(refreshToken);
    if (pair === undefined) throw new TokenRefusal(400, 'invalid_grant');
    return answerOf(pair);
  }

  accepts(accessToken: string): boolean {
    return this.#store.check(accessToken) === 'valid';
  }
}

function answerOf(pair: TokenPair) {
  return { ...pair, expiresIn: LIFE };
}

describe('a month of polls', () => {
  const clock = useFakeClock();

  it('with tokens of ten minutes shows the password once and no dead token ever', async () => {
    const service = new Service();
    const tokens = new TokenSource(service, new Aborter().signal);
    let refused = 0;
    for (let minute = 0; minute < MONTH; minute++) {
      const [links, devices] = await Promise.all([
        tokens.get(new Watcher()),
        tokens.get(new Watcher()),
      ]);
      if (!service.accepts(links) || links !== devices) refused++;
      await clock.pass(MINUTE);
    }
    assert.equal(refused, 0);
    assert.equal(service.signIns, 1);
    assert.equal(service.refreshes, Math.ceil(MONTH / (LIFE / 60)) - 1);
  });
});
