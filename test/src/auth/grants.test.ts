import assert from 'node:assert/strict';
import { granterFor } from '../../support/granter-for';
import { useSimulator } from '../../support/use-simulator';
import { useTransport } from '../../support/use-transport';
import { Watcher } from '../../support/watcher';

describe('the password grant', () => {
  const simulator = useSimulator({ accessTokenLifetime: 600 });
  const send = useTransport();

  it('posts user, client and scope as a form', async () => {
    await granterFor(simulator.current, send).signIn(new Watcher());
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
    await granterFor(simulator.current, send, '').signIn(new Watcher());
    assert.equal('scope' in (simulator.current.requests[0]?.body ?? {}), false);
  });

  it('takes credentials of any letters', async () => {
    simulator.current.changeAccount({ username: 'ü & = + %20', password: ' "p?#\u{1F511}\t' });
    await granterFor(simulator.current, send).signIn(new Watcher());
    assert.equal(simulator.current.requests[0]?.status, 200);
  });

  it('is answered with both tokens and the life of the first', async () => {
    const answer = await granterFor(simulator.current, send).signIn(new Watcher());
    assert.match(answer.accessToken, /^\w+$/);
    assert.match(answer.refreshToken ?? '', /^\w+$/);
    assert.equal(answer.expiresIn, 600);
  });

  it('tells its caller of the request', async () => {
    const watcher = new Watcher();
    await granterFor(simulator.current, send).signIn(watcher);
    assert.equal(watcher.requests, 1);
  });

  it('ends when its caller gives up', async () => {
    const watcher = new Watcher();
    const reason = new Error('The node was closed.');
    watcher.abort(reason);
    await assert.rejects(granterFor(simulator.current, send).signIn(watcher), reason);
  });
});

describe('the refresh grant', () => {
  const simulator = useSimulator();
  const send = useTransport();

  it('posts the refresh token and the client, and neither user nor password', async () => {
    const granter = granterFor(simulator.current, send);
    const { refreshToken = '' } = await granter.signIn(new Watcher());
    const next = await granter.refresh?.(refreshToken, new Watcher());
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
