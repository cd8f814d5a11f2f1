import assert from 'node:assert/strict';
import { useSimulator } from '../../../simulator/test/support';
import { clientCredentialsGrant, passwordGrant, type TokenGrant } from '../../../src/auth/grants';
import { clientSecretPost } from '../../../src/auth/token-request';
import { type TokenEncoding, TokenRefusal } from '../../../src/auth/token-response';
import { tokensOf } from '../../../src/auth/tokens';
import { grantFor } from '../../support/grant-for';
import { useTransport } from '../../support/use-transport';
import { Watcher } from '../../support/watcher';

describe('the password grant', () => {
  const simulator = useSimulator({ accessTokenLifetime: 600 });
  const send = useTransport();

  it('posts user, client and scope as a form', async () => {
    await grantFor(simulator.current, send).signIn(new Watcher());
    const { username, password, clientId, clientSecret } = simulator.current.account;
    const [request] = simulator.current.requests;
    assert.equal(request?.method, 'POST');
    assert.equal(request?.path, '/api/oauth/token/');
    assert.equal(request?.search, '');
    assert.equal(request?.headers['content-type'], 'application/x-www-form-urlencoded');
    assert.equal(request?.headers.authorization, undefined);
    assert.deepEqual(request?.body, {
      grant_type: 'password',
      username,
      password,
      scope: 'sync',
      client_id: clientId,
      client_secret: clientSecret,
    });
  });

  it('leaves an empty scope out, which the service would refuse', async () => {
    await grantFor(simulator.current, send, '').signIn(new Watcher());
    assert.equal('scope' in (simulator.current.requests[0]?.body ?? {}), false);
  });

  it('posts the further fields that a service requires', async () => {
    const { baseUrl, account } = simulator.current;
    const url = new URL('oauth/token/', baseUrl);
    const endpoint = { url, clientAuth: clientSecretPost(account), send, timeout: 30_000 };
    const extra = { takeExclusiveSignOnControl: 'true' };
    await passwordGrant({ ...account, scope: 'sync', extra }, endpoint).signIn(new Watcher());
    assert.equal(simulator.current.requests[0]?.body['takeExclusiveSignOnControl'], 'true');
  });

  it('takes credentials of any characters', async () => {
    simulator.current.changeAccount({ username: 'ü & = + %20', password: ' "p?#\u{1F511}\t' });
    await grantFor(simulator.current, send).signIn(new Watcher());
    assert.equal(simulator.current.requests[0]?.status, 200);
  });

  it('is answered with both tokens and the life of the first', async () => {
    const answer = await grantFor(simulator.current, send).signIn(new Watcher());
    assert.match(answer.accessToken, /^\w+$/);
    assert.match(answer.refreshToken ?? '', /^\w+$/);
    assert.equal(answer.expiresIn, 600);
  });

  it('reports the request to its caller', async () => {
    const watcher = new Watcher();
    await grantFor(simulator.current, send).signIn(watcher);
    assert.equal(watcher.requests, 1);
  });

  it('ends when its caller aborts', async () => {
    const watcher = new Watcher();
    const reason = new Error('The node was closed.');
    watcher.abort(reason);
    await assert.rejects(grantFor(simulator.current, send).signIn(watcher), reason);
  });
});

describe('the refresh grant', () => {
  const simulator = useSimulator();
  const send = useTransport();

  it('posts the refresh token and the client, and neither user nor password', async () => {
    const tokenGrant = grantFor(simulator.current, send);
    const { refreshToken = '' } = await tokenGrant.signIn(new Watcher());
    const next = await tokenGrant.refresh?.(refreshToken, new Watcher());
    const { clientId, clientSecret } = simulator.current.account;
    assert.deepEqual(simulator.current.requests[1]?.body, {
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
      client_id: clientId,
      client_secret: clientSecret,
    });
    assert(next?.refreshToken !== undefined && next.refreshToken !== refreshToken);
  });
});

const FORM = 'application/x-www-form-urlencoded';
const JSON_LABEL = 'application/json';

/** The encodings of a form under either label, the given one first. */
function encodings(label: string): [TokenEncoding, TokenEncoding] {
  return label === FORM ? ['form', 'formAsJson'] : ['formAsJson', 'form'];
}

describe('the client credentials grant', () => {
  const send = useTransport();

  /** A service that takes only forms of these labels, and refuses others with this status. */
  function service(
    innerspaceTokenType: 'form' | 'json' | 'both',
    innerspaceTypeRefusal: 400 | 415,
  ) {
    const simulator = useSimulator({ innerspaceTokenType, innerspaceTypeRefusal });
    return {
      simulator,
      tokenGrant: (label: string): TokenGrant => {
        const { baseUrl, account } = simulator.current.innerspace;
        const url = new URL('api/rest/oauth/token', `${baseUrl}/`);
        const clientAuth = clientSecretPost(account);
        const endpoint = { url, clientAuth, send, timeout: 30_000 };
        return clientCredentialsGrant(endpoint, { encodings: encodings(label) });
      },
      /** How the token requests were labeled and answered. */
      labels: () =>
        simulator.current.requests.map(
          ({ headers, status }) => `${headers['content-type']} ${status}`,
        ),
    };
  }

  describe('of a service that takes both labels', () => {
    const { simulator, tokenGrant, labels } = service('both', 415);

    for (const label of [FORM, JSON_LABEL]) {
      it(`posts the client alone, as a form that is labeled ${label}`, async () => {
        const { accessToken, refreshToken } = await tokenGrant(label).signIn(new Watcher());
        const { clientId, clientSecret } = simulator.current.innerspace.account;
        const [request] = simulator.current.requests;
        assert.equal(request?.text, `client_id=${clientId}&client_secret=${clientSecret}`);
        assert.equal(request?.headers.authorization, undefined);
        assert.deepEqual(labels(), [`${label} 200`]);
        assert.notEqual(accessToken, '');
        assert.equal(refreshToken, undefined);
      });
    }

    it('has nothing to refresh', () => {
      assert.equal('refresh' in tokenGrant(FORM), false);
    });

    it('does not try the other label where the client is refused', async () => {
      const refused = tokenGrant(FORM);
      simulator.current.innerspace.changeAccount({ clientSecret: 'another one' });
      await assert.rejects(refused.signIn(new Watcher()), TokenRefusal);
      assert.deepEqual(labels(), [`${FORM} 401`]);
    });

    for (const status of [400, 415]) {
      it(`tries the other label once where both are refused with ${status}, and reports the first refusal`, async () => {
        const answer = (error: string) => ({
          fault: { kind: 'answer', status, body: JSON.stringify({ error }) } as const,
        });
        simulator.current.faults.add(answer('invalid_request'));
        simulator.current.faults.add(answer('unsupported_grant_type'));
        await assert.rejects(
          tokenGrant(FORM).signIn(new Watcher()),
          (error) => error instanceof TokenRefusal && error.oauthError === 'invalid_request',
        );
        assert.deepEqual(labels(), [`${FORM} ${status}`, `${JSON_LABEL} ${status}`]);
      });
    }

    for (const [first, second] of [
      ['invalid_request', 'invalid_client'],
      ['invalid_client', 'invalid_request'],
      ['invalid_client', 'invalid_scope'],
    ] as const) {
      it(`reports that the client is wrong where the labels are answered with ${first} and ${second}`, async () => {
        for (const error of [first, second]) {
          const body = JSON.stringify({ error });
          simulator.current.faults.add({ fault: { kind: 'answer', status: 400, body } });
        }
        await assert.rejects(
          tokenGrant(FORM).signIn(new Watcher()),
          (error) => error instanceof TokenRefusal && error.oauthError === 'invalid_client',
        );
      });
    }
  });

  for (const status of [400, 415] as const) {
    for (const [takes, right, wrong] of [
      ['form', FORM, JSON_LABEL],
      ['json', JSON_LABEL, FORM],
    ] as const) {
      describe(`of a service that answers ${status} unless it is labeled ${right}`, () => {
        const { tokenGrant, labels } = service(takes, status);

        it('tries the other label once, and remembers it', async () => {
          const client = tokenGrant(wrong);
          for (let grant = 0; grant < 3; grant++) await client.signIn(new Watcher());
          const rights = Array<string>(3).fill(`${right} 200`);
          assert.deepEqual(labels(), [`${wrong} ${status}`, ...rights]);
        });

        it('begins with the one that brought the tokens before', async () => {
          const answer = await tokenGrant(wrong).signIn(new Watcher());
          await tokenGrant(wrong).signIn(new Watcher(), tokensOf(answer, undefined));
          assert.deepEqual(labels(), [`${wrong} ${status}`, `${right} 200`, `${right} 200`]);
        });
      });
    }
  }

  describe('of a service that takes one label', () => {
    const { simulator, tokenGrant, labels } = service('json', 415);

    it('says that the client is wrong where only the other label was understood', async () => {
      const client = tokenGrant(FORM);
      simulator.current.innerspace.changeAccount({ clientSecret: 'another one' });
      await assert.rejects(
        client.signIn(new Watcher()),
        (error) => error instanceof TokenRefusal && error.oauthError === 'access_denied',
      );
      assert.deepEqual(labels(), [`${FORM} 415`, `${JSON_LABEL} 401`]);
    });
  });
});
