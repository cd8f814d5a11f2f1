import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { type SimulatorOptions, startSimulator } from '../../../simulator/index';
import { useSimulator } from '../../support/use-simulator';
import { jsonOf } from '../json-of';
import { clientForm, postToken } from './client';

const FORM = 'application/x-www-form-urlencoded';
const JSON_LABEL = 'application/json';

describe('simulator: InnerSpace token endpoint', () => {
  const simulator = useSimulator();

  /** The statuses for the two labels. */
  async function statuses(options: SimulatorOptions): Promise<number[]> {
    const picky = await startSimulator(options);
    try {
      const responses = [FORM, JSON_LABEL].map((label) => postToken(picky, label));
      return (await Promise.all(responses)).map(({ status }) => status);
    } finally {
      await picky.close();
    }
  }

  it('issues a token for client credentials without a grant type, and no refresh token', async () => {
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
  });

  it('never issues a token twice', async () => {
    const tokens = [1, 2].map(async () => jsonOf(await postToken(simulator.current)));
    const [first, second] = await Promise.all(tokens);
    assert.notEqual(first?.['access_token'], second?.['access_token']);
  });

  it('reads the form under both labels, or only under the one that it is told', async () => {
    assert.deepEqual(await statuses({}), [200, 200]);
    assert.deepEqual(await statuses({ innerspaceTokenType: 'form' }), [200, 415]);
    const json = { innerspaceTokenType: 'json', innerspaceTypeRefusal: 400 } as const;
    assert.deepEqual(await statuses(json), [400, 200]);
  });

  it('does not mind parameters of the content type', async () => {
    await jsonOf(await postToken(simulator.current, `${FORM}; charset=UTF-8`));
  });

  it('refuses a wrong client, a wrong secret, and fields that are sent as JSON', async () => {
    const form = clientForm(simulator.current);
    const wrong = randomBytes(8).toString('hex');
    const responses = [
      await postToken(simulator.current, FORM, { ...form, client_id: wrong }),
      await postToken(simulator.current, FORM, { ...form, client_secret: wrong }),
      await fetch(`${simulator.current.innerspace.baseUrl}/api/rest/oauth/token`, {
        method: 'POST',
        headers: { 'content-type': JSON_LABEL },
        body: JSON.stringify(form),
      }),
    ];
    for (const response of responses) {
      assert.deepEqual(await jsonOf(response, 401), {
        error: 'access_denied',
        error_description: 'Unauthorized',
      });
    }
  });

  it('takes the client that it is given, and another one from then on', async () => {
    const innerspaceAccount = { clientSecret: randomBytes(8).toString('hex') };
    const own = await startSimulator({ innerspaceAccount });
    try {
      assert.equal(own.innerspace.account.clientSecret, innerspaceAccount.clientSecret);
      const old = clientForm(own);
      own.innerspace.changeAccount({ clientSecret: randomBytes(8).toString('hex') });
      assert.equal((await postToken(own, FORM, old)).status, 401);
      assert.equal((await postToken(own)).status, 200);
    } finally {
      await own.close();
    }
  });

  it('has no trailing slash and takes nothing but POST', async () => {
    const url = `${simulator.current.innerspace.baseUrl}/api/rest/oauth/token`;
    const slash = await fetch(`${url}/`, { method: 'POST', redirect: 'manual' });
    assert.equal(slash.status, 404);
    assert.equal((await fetch(url)).status, 405);
  });
});

function decode(part: string) {
  return Object(JSON.parse(Buffer.from(part, 'base64url').toString()));
}
