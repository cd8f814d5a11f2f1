import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { type SimulatorOptions, startSimulator } from '../../../simulator/index';
import { useSimulator } from '../../support/use-simulator';
import { jsonOf } from '../json-of';
import { basic, passwordForm, postToken, signIn, tokensOf } from './client';

const WRONG_PASSWORD = {
  error: 'access_denied',
  error_description: 'Invalid username or password.',
};

describe('simulator: RDP token endpoint', () => {
  const simulator = useSimulator();

  /** The answer of a simulator of its own to its own password grant, changed as told. */
  async function answerOf(options: SimulatorOptions, changes = {}): Promise<Response> {
    const own = await startSimulator(options);
    try {
      return await postToken(own, { ...passwordForm(own), ...changes });
    } finally {
      await own.close();
    }
  }

  it('issues tokens for the password grant and tells their life in a string', async () => {
    const response = await postToken(simulator.current, passwordForm(simulator.current));
    assert.equal(response.headers.get('cache-control'), 'no-store');
    const { access_token, refresh_token, scope, ...rest } = await jsonOf(response);
    assert.match(String(access_token), /^\w{30}$/);
    assert.match(String(refresh_token), /^\w{30}$/);
    assert.match(String(scope), /^trapi /);
    assert.deepEqual(rest, { expires_in: '600', token_type: 'Bearer' });
  });

  it('tells the life that it is given, and as a number when told to', async () => {
    const options = { rdpTokenLifetime: 300, rdpExpiresIn: 'number' } as const;
    assert.equal((await jsonOf(await answerOf(options)))['expires_in'], 300);
  });

  it('takes a client without a secret', async () => {
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

  it('refuses a wrong password with 400 or, when told to, with 401', async () => {
    for (const status of [400, 401] as const) {
      const response = await answerOf({ rdpPasswordRefusal: status }, { password: 'wrong' });
      assert.deepEqual(await jsonOf(response, status), WRONG_PASSWORD);
    }
  });

  it('wants a scope that it knows', async () => {
    for (const scope of ['', 'other', 'trapi other']) {
      const { error } = await jsonOf(await answerOf({}, { scope }), 400);
      assert.equal(error, 'invalid_scope');
    }
  });

  it('knows no other grant and no other method', async () => {
    const other = await postToken(simulator.current, { grant_type: 'client_credentials' });
    assert.deepEqual(await jsonOf(other, 400), { error: 'unsupported_grant_type' });
    assert.equal((await fetch(simulator.current.rdp.tokenUrl)).status, 405);
  });

  it('changes the password with a password grant that holds a new one', async () => {
    const old = passwordForm(simulator.current);
    const newPassword = `Aa1!${randomBytes(8).toString('hex')}`;
    await tokensOf(await postToken(simulator.current, { ...old, newPassword }));
    assert.equal(simulator.current.rdp.account.password, newPassword);
    assert.deepEqual(await jsonOf(await postToken(simulator.current, old), 400), WRONG_PASSWORD);
    await signIn(simulator.current);
  });

  it('refuses a new password that is weak or no other, and keeps the old one', async () => {
    const form = passwordForm(simulator.current);
    const hex = randomBytes(8).toString('hex');
    for (const newPassword of ['', 'Aa1!', `aa1!${hex}`, `AaB!-cdefghijk`, `Aa1${hex}`]) {
      const response = await postToken(simulator.current, { ...form, newPassword });
      assert.deepEqual(await jsonOf(response, 400), {
        error: 'invalid_request',
        error_description: 'The new password does not meet the password policy.',
      });
    }
    const strong = { password: `Aa1!${hex}` };
    const same = await answerOf({ rdpAccount: strong }, { newPassword: strong.password });
    assert.equal(same.status, 400);
    await signIn(simulator.current);
  });

  it('leaves tokens alone when credentials change', async () => {
    const form = passwordForm(simulator.current);
    simulator.current.rdp.changeAccount({ password: randomBytes(8).toString('hex') });
    assert.deepEqual(await jsonOf(await postToken(simulator.current, form), 400), WRONG_PASSWORD);
    await signIn(simulator.current);
  });
});
