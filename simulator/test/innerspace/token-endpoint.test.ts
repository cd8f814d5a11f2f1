import assert from 'node:assert/strict';
import type { SimulatorOptions } from '../../index';
import { asObject, jsonOf, useSimulator, withSimulator } from '../support';
import { clientForm, FORM, postToken } from './client';

const JSON_LABEL = 'application/json';

describe("the simulator's InnerSpace token endpoint", () => {
  const simulator = useSimulator();

  it('issues a JSON Web Token for client credentials, and no refresh token', async () => {
    const response = await postToken(simulator.current);
    assert.equal(response.headers.get('cache-control'), 'no-store');
    const { access_token, ...rest } = await jsonOf(response);
    assert.deepEqual(rest, { expires_in: 86_400, token_type: 'Bearer' });
    const [header = '', claims = '', ...signature] = String(access_token).split('.');
    assert.equal(signature.length, 1);
    assert.deepEqual(decode(header), { alg: 'HS256', typ: 'JWT' });
    const { sub, iat, exp } = decode(claims);
    assert.equal(sub, `${simulator.current.innerspace.account.clientId}@clients`);
    assert.equal(Number(exp) - Number(iat), 86_400);
    const next = await jsonOf(await postToken(simulator.current, `${FORM}; charset=UTF-8`));
    assert.notEqual(next['access_token'], access_token);
  });

  const LABELS: [options: SimulatorOptions, form: number, json: number][] = [
    [{}, 200, 200],
    [{ innerspaceTokenType: 'form' }, 200, 415],
    [{ innerspaceTokenType: 'json', innerspaceTypeRefusal: 400 }, 400, 200],
  ];
  for (const [options, form, json] of LABELS) {
    it(`answers ${form} and ${json} to a form and one labeled as JSON with ${JSON.stringify(options)}`, async () => {
      await withSimulator(options, async (picky) => {
        assert.equal((await postToken(picky, FORM)).status, form);
        assert.equal((await postToken(picky, JSON_LABEL)).status, json);
      });
    });
  }

  it('refuses a wrong client, a wrong secret, and fields that are sent as JSON', async () => {
    const form = clientForm(simulator.current);
    const url = `${simulator.current.innerspace.baseUrl}/api/rest/oauth/token`;
    const headers = { 'content-type': JSON_LABEL };
    for (const response of [
      await postToken(simulator.current, FORM, { ...form, client_id: 'wrong' }),
      await postToken(simulator.current, FORM, { ...form, client_secret: 'wrong' }),
      await fetch(url, { method: 'POST', headers, body: JSON.stringify(form) }),
    ]) {
      assert.deepEqual(await jsonOf(response, 401), {
        error: 'access_denied',
        error_description: 'Unauthorized',
      });
    }
  });

  it('accepts the client that it is given, and another one from then on', async () => {
    const innerspaceAccount = { clientSecret: 'the first' };
    await withSimulator({ innerspaceAccount }, async (own) => {
      const old = clientForm(own);
      assert.equal(old.client_secret, 'the first');
      own.innerspace.changeAccount({ clientSecret: 'the second' });
      assert.equal((await postToken(own, FORM, old)).status, 401);
      assert.equal((await postToken(own)).status, 200);
    });
  });

  it('has no trailing slash and accepts nothing but POST', async () => {
    const url = `${simulator.current.innerspace.baseUrl}/api/rest/oauth/token`;
    const slash = await fetch(`${url}/`, { method: 'POST', redirect: 'manual' });
    assert.equal(slash.status, 404);
    assert.equal((await fetch(url)).status, 405);
  });
});

function decode(part: string) {
  return asObject(JSON.parse(Buffer.from(part, 'base64url').toString()));
}
