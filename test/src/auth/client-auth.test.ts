import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import {
  type Client,
  type ClientAuth,
  clientSecretBasic,
  clientSecretPost,
} from '../../../src/auth/token-request';

/** What a token request of this client carries. */
function carried(clientAuth: ClientAuth): [form: string, headers: Record<string, string>] {
  const form = new URLSearchParams();
  const headers: Record<string, string> = {};
  clientAuth(form, headers);
  return [form.toString(), headers];
}

describe('a client proves itself', () => {
  const client: Client = {
    clientId: randomBytes(12).toString('hex'),
    clientSecret: randomBytes(12).toString('hex'),
  };
  const { clientId, clientSecret } = client;

  it('by two fields of the form', () => {
    const [form, headers] = carried(clientSecretPost(client));
    assert.equal(form, `client_id=${clientId}&client_secret=${clientSecret}`);
    assert.deepEqual(headers, {});
  });

  const SECRETS: [what: string, secret: string][] = [
    ['with a secret', clientSecret],
    ['without a secret', ''],
    ['with a secret that a form would encode', `a b+c%20&=ü:${clientSecret}`],
  ];
  for (const [what, secret] of SECRETS) {
    it(`by a Basic header ${what}, unencoded and nowhere else`, () => {
      const [form, headers] = carried(clientSecretBasic({ clientId, clientSecret: secret }));
      assert.equal(form, '');
      assert.deepEqual(Object.keys(headers), ['Authorization']);
      const [scheme, encoded = ''] = headers.Authorization?.split(' ') ?? [];
      assert.equal(scheme, 'Basic');
      assert.equal(Buffer.from(encoded, 'base64').toString(), `${clientId}:${secret}`);
    });
  }
});
