import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import type { Fault } from '../../../simulator/index';
import { useSimulator } from '../../../simulator/test/support';
import { Aborter } from '../../../src/abort';
import { ServiceError } from '../../../src/errors';
import type { ApiCall } from '../../../src/http/api-request';
import type { Rdp } from '../../../src/services/rdp';
import { until, useFakeClock } from '../../support/clock';
import { rejection } from '../../support/rejection';
import { useRdp } from '../../support/use-rdp';
import { Watcher } from '../../support/watcher';

const TOKEN = { path: '/rdp/auth/oauth2/v1/token' };
const ECHO = { path: '/rdp/data/echo' };

describe('an RDP user', () => {
  const simulator = useSimulator();
  const clock = useFakeClock();
  const user = useRdp(simulator);

  function call(rdp: Rdp, changes: Partial<ApiCall> = {}) {
    const { signal, observer } = new Watcher(clock);
    const path = 'data/echo';
    return rdp.request({ method: 'GET', path, query: [], signal, observer, ...changes });
  }

  const grants = () =>
    simulator.current.requests
      .filter(({ path }) => path === TOKEN.path)
      .map(({ body, status }) => `${body['grant_type']} ${status}`);

  for (const [what, clientSecret] of [
    ['a secret', randomBytes(8).toString('hex')],
    ['no secret', ''],
  ] as const) {
    it(`signs in with a Basic header of a client with ${what}, and with what the page says`, async () => {
      simulator.current.rdp.changeAccount({ clientSecret });
      const { clientId, username, password } = simulator.current.rdp.account;
      await call(user());
      const [request] = simulator.current.requests;
      const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
      assert.equal(request?.headers.authorization, `Basic ${basic}`);
      assert.equal(request?.headers.accept, 'application/json');
      assert.deepEqual(request?.body, {
        grant_type: 'password',
        username,
        password,
        scope: 'trapi',
        takeExclusiveSignOnControl: 'true',
      });
    });
  }

  it('is tested without ending an open session, and ends the one that the test opens', async () => {
    const caller = { signal: new Aborter().signal };
    const rdp = user();
    assert.deepEqual(await rdp.probe(caller), {});
    // The session of the first test is over, or the second one would have found it open.
    assert.deepEqual(await rdp.probe(caller), {});
    await call(rdp);
    assert.deepEqual(await rdp.probe(caller), { sessionOpen: true });
    const wrong = user({ password: randomBytes(8).toString('hex') });
    assert.equal((await rejection(wrong.probe(caller))).code, 'CREDENTIALS_REJECTED');
  });

  it('passes its session on to one of the same user, and ends that of another before its sign-in', async () => {
    const rdp = user();
    await call(rdp);
    const same = user();
    await same.session.succeed(rdp.session);
    assert.deepEqual(grants(), ['password 200']);
    simulator.current.rdp.changeAccount({ clientSecret: randomBytes(8).toString('hex') });
    const other = user();
    await other.session.succeed(rdp.session);
    await call(other);
    const paths = simulator.current.requests.map(({ path }) => path);
    assert.ok(paths.indexOf('/rdp/auth/oauth2/v1/revoke') < paths.lastIndexOf(TOKEN.path));
  });

  it('refreshes 10 s before the end, with neither password nor scope', async () => {
    const rdp = user();
    await call(rdp);
    await clock.pass(589_999);
    await call(rdp);
    assert.deepEqual(grants(), ['password 200']);
    await clock.pass(1);
    await call(rdp);
    assert.deepEqual(grants(), ['password 200', 'refresh_token 200']);
    const { body, headers } =
      simulator.current.requests.findLast(({ path }) => path === TOKEN.path) ?? {};
    assert.deepEqual(Object.keys(body ?? {}).toSorted(), ['grant_type', 'refresh_token']);
    assert.match(headers?.authorization ?? '', /^Basic /);
    assert.equal(simulator.current.count({ status: 401 }), 0);
  });

  it('leaves other sessions alone where the setting says so', async () => {
    await call(user({ takeExclusiveSignOnControl: false }));
    assert.equal(simulator.current.requests[0]?.body['takeExclusiveSignOnControl'], 'false');
    await call(user());
    assert.equal(
      (await rejection(call(user({ takeExclusiveSignOnControl: false })))).facts.statusCode,
      400,
    );
  });

  it('repeats a GET that fails, and any other method never', async () => {
    const rdp = user();
    await call(rdp);
    for (const [method, times] of [
      ['GET', 2],
      ['POST', 1],
      ['PUT', 1],
      ['PATCH', 1],
      ['DELETE', 1],
    ] as const) {
      for (const fault of [{ kind: 'reset' }, { kind: 'answer', status: 503 }] satisfies Fault[]) {
        const before = simulator.current.count({ method, ...ECHO });
        simulator.current.faults.add({ on: { method, ...ECHO }, fault });
        await call(rdp, { method }).catch(() => undefined);
        assert.equal(
          simulator.current.count({ method, ...ECHO }) - before,
          times,
          `${method} ${fault.kind}`,
        );
      }
    }
  });

  it('sends nothing where the path leaves the base URL', async () => {
    const failure = await rejection((async () => call(user(), { path: '../api/v1/links/' }))());
    assert.equal(failure.code, 'REQUEST_INVALID');
    assert.equal(simulator.current.count(), 0);
  });

  for (const [tokenUrl, reason] of [
    ['', 'tokenUrlInvalid'],
    ['api.example', 'tokenUrlInvalid'],
    ['http://api.example/token', 'addressPlain'],
    ['https://a:b@api.example/', 'tokenUrlInvalid'],
  ] as const) {
    it(`is refused before anything is sent with the token URL "${tokenUrl}"`, () => {
      assert.throws(
        () => user({ tokenUrl }),
        (error) =>
          error instanceof ServiceError &&
          error.code === 'CONFIG_INVALID' &&
          error.message.includes(reason),
      );
    });
  }

  it('ends what is in flight when it is closed', async () => {
    simulator.current.faults.add({ on: ECHO, fault: { kind: 'hang' } });
    const rdp = user();
    const closed = assert.rejects(call(rdp), { name: 'AbortError' });
    await until(() => simulator.current.count(ECHO) === 1);
    await rdp.close();
    await closed;
    await until(() => clock.timers === 0);
  });
});
