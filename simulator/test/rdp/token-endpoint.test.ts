import assert from 'node:assert/strict';
import type { SimulatorOptions } from '../../index';
import { jsonOf, tokensOf, useSimulator, withSimulator } from '../support';
import { basic, passwordForm, postToken, signIn } from './client';

const WRONG_PASSWORD = {
  error: 'access_denied',
  error_description: 'Invalid username or password.',
};
const STRONG = 'Aa1!0123456789';

describe("the simulator's RDP token endpoint", () => {
  const simulator = useSimulator();

  /** The answer of a simulator of its own to its own password grant, with changes. */
  function answerOf(options: SimulatorOptions, changes = {}): Promise<Response> {
    return withSimulator(options, (own) => postToken(own, { ...passwordForm(own), ...changes }));
  }

  it('issues tokens for the password grant, their life as a string', async () => {
    const response = await postToken(simulator.current, passwordForm(simulator.current));
    assert.equal(response.headers.get('cache-control'), 'no-store');
    const { access_token, refresh_token, scope, ...rest } = await jsonOf(response);
    assert.match(String(access_token), /^\w{30}$/);
    assert.match(String(refresh_token), /^\w{30}$/);
    assert.match(String(scope), /^trapi /);
    assert.deepEqual(rest, { expires_in: '600', token_type: 'Bearer' });
  });

  it('issues tokens of another life, as a number, when that is set', async () => {
    const options = { rdpTokenLifetime: 300, rdpExpiresIn: 'number' } as const;
    assert.equal((await jsonOf(await answerOf(options)))['expires_in'], 300);
  });

  it('reports the life of refresh tokens when that is set', async () => {
    const options = { rdpReportsRefreshLife: true, rdpRefreshTokenLifetime: 900 };
    assert.equal((await jsonOf(await answerOf(options)))['refresh_expires_in'], '900');
  });

  it('accepts a client without a secret', async () => {
    assert.equal((await answerOf({ rdpAccount: { clientSecret: '' } })).status, 200);
  });

  it('refuses a wrong client before it looks at the password, and one in the form', async () => {
    const form = { ...passwordForm(simulator.current), password: 'wrong' };
    const { clientId, clientSecret } = simulator.current.rdp.account;
    const inForm = { ...form, client_id: clientId, client_secret: clientSecret };
    const wrong = { authorization: `${basic(simulator.current).authorization}AAAA` };
    for (const response of [
      await postToken(simulator.current, form, wrong),
      await postToken(simulator.current, inForm, {}),
    ]) {
      assert.deepEqual(await jsonOf(response, 401), {
        error: 'invalid_client',
        error_description: 'Invalid Application Credential.',
      });
    }
  });

  for (const status of [400, 401] as const) {
    it(`refuses a wrong password with ${status} when that is set`, async () => {
      const response = await answerOf({ rdpPasswordRefusal: status }, { password: 'wrong' });
      assert.deepEqual(await jsonOf(response, status), WRONG_PASSWORD);
    });
  }

  for (const scope of ['', 'other', 'trapi other']) {
    it(`refuses the scope "${scope}"`, async () => {
      const { error } = await jsonOf(await answerOf({}, { scope }), 400);
      assert.equal(error, 'invalid_scope');
    });
  }

  it('knows no other grant and no other method', async () => {
    const other = await postToken(simulator.current, { grant_type: 'client_credentials' });
    assert.deepEqual(await jsonOf(other, 400), { error: 'unsupported_grant_type' });
    assert.equal((await fetch(simulator.current.rdp.tokenUrl)).status, 405);
  });

  it('changes the password with a password grant that holds a new one', async () => {
    const old = passwordForm(simulator.current);
    await tokensOf(await postToken(simulator.current, { ...old, newPassword: STRONG }));
    assert.equal(simulator.current.rdp.account.password, STRONG);
    assert.deepEqual(await jsonOf(await postToken(simulator.current, old), 400), WRONG_PASSWORD);
    await signIn(simulator.current);
  });

  for (const newPassword of [
    '',
    'Aa1!',
    'aa1!01234567',
    'AaB!-cdefghijk',
    'Aa1012345678',
    STRONG,
  ]) {
    it(`keeps the password ${STRONG} and refuses "${newPassword}", weak or the same`, async () => {
      simulator.current.rdp.changeAccount({ password: STRONG });
      const form = { ...passwordForm(simulator.current), newPassword };
      assert.deepEqual(await jsonOf(await postToken(simulator.current, form), 400), {
        error: 'invalid_request',
        error_description: 'The new password does not meet the password policy.',
      });
      await signIn(simulator.current);
    });
  }
});
