import assert from 'node:assert/strict';
import { useSimulator } from '../../../simulator/test/support';
import { Aborter } from '../../../src/abort';
import { withToken } from '../../../src/auth/authorize';
import { TokenSource } from '../../../src/auth/token-source';
import type { Send } from '../../../src/http/message';
import { until, useFakeClock } from '../../support/clock';
import { grantFor } from '../../support/grant-for';
import { listRequest } from '../../support/list-request';
import { readOk } from '../../support/read-ok';
import { rejection } from '../../support/rejection';
import { useTransport } from '../../support/use-transport';
import { Watcher } from '../../support/watcher';

const MINUTE = 60_000;
const LINKS = { path: '/api/v1/links/' };

describe('calls with an access token', () => {
  const simulator = useSimulator();
  const transport = useTransport();
  const clock = useFakeClock();
  let send: Send;
  let read: (
    list?: 'links' | 'devices',
    operationKey?: string,
    search?: string,
  ) => Promise<unknown>;

  beforeEach(() => {
    const tokenGrant = grantFor(simulator.current, transport);
    send = withToken(transport, new TokenSource(tokenGrant, new Aborter().signal));
    read = (list = 'links', operationKey, search = '?no_pagination') => {
      const url = new URL(`v1/${list}/${search}`, simulator.current.baseUrl);
      return send(
        listRequest(simulator.current, new Watcher(), {
          url,
          operationKey,
          headers: { 'X-Other': '1' },
        }),
      );
    };
  });

  /** What was asked, and how it was answered, since the last look. */
  let looked = 0;
  beforeEach(() => {
    looked = 0;
  });
  function seen(): string[] {
    const requests = simulator.current.requests.slice(looked);
    looked += requests.length;
    return requests.map(
      ({ path, body, status }) => `${body['grant_type'] ?? path.replace('/api/v1/', '')} ${status}`,
    );
  }

  const refuseLinks = (status: number, times = Number.POSITIVE_INFINITY) =>
    simulator.current.faults.add({ on: LINKS, fault: { kind: 'answer', status }, times });

  it('carry it in a header, beside their own', async () => {
    await read();
    const headers = simulator.current.requests.at(-1)?.headers;
    assert.match(headers?.authorization ?? '', /^Bearer \w+$/);
    assert.equal(headers?.['x-other'], '1');
    assert.deepEqual(seen(), ['password 200', 'links/ 200']);
  });

  it('answer a 401 with one renewal and one repetition', async () => {
    await read();
    simulator.current.revokeAccessTokens();
    seen();
    assert(Array.isArray(await read()));
    assert.deepEqual(seen(), ['links/ 401', 'refresh_token 200', 'links/ 200']);
  });

  it('do not wait for as long as one that is repeated reads its answer', async () => {
    await read();
    simulator.current.revokeAccessTokens();
    let finish: (() => void) | undefined;
    const slow = (): Promise<unknown> =>
      new Promise((resolve) => {
        finish = () => resolve('a long list');
      });
    const long = send({
      ...listRequest(simulator.current),
      read: (answer) => (answer.status === 200 ? slow() : readOk(answer)),
    });
    await until(() => finish !== undefined);
    const other = send(listRequest(simulator.current));
    await clock.pass(1_000);
    assert(Array.isArray(await other));
    finish?.();
    assert.equal(await long, 'a long list');
  });

  it('answer a 403 in the same way, for that is how some services refuse an expired token', async () => {
    refuseLinks(403, 1);
    assert(Array.isArray(await read()));
    assert.deepEqual(seen(), ['password 200', 'links/ 403', 'refresh_token 200', 'links/ 200']);
  });

  for (const [status, code] of [
    [401, 'UNAUTHORIZED'],
    [403, 'FORBIDDEN'],
  ] as const) {
    it(`that get a second ${status} fail with ${code} and get no new token for a minute`, async () => {
      refuseLinks(status);
      const failure = async () => (await rejection(read())).code;
      assert.equal(await failure(), code);
      assert.deepEqual(seen().slice(1), [
        `links/ ${status}`,
        'refresh_token 200',
        `links/ ${status}`,
      ]);
      for (let second = 0; second < 60; second++) {
        assert.equal(await failure(), code);
        await clock.pass(1_000);
      }
      assert.deepEqual(seen(), Array(2).fill(`links/ ${status}`), 'after 12 and 36 seconds');
      await clock.pass(24_000);
      assert.equal(await failure(), code);
      assert.deepEqual(seen(), [`links/ ${status}`, 'refresh_token 200', `links/ ${status}`]);
      await clock.pass(4 * MINUTE - 1);
      assert.equal(await failure(), code);
      assert.deepEqual(seen(), [`links/ ${status}`]);
    });
  }

  it('of one kind that is refused are sent again after 12, 24, 48 and then 50 seconds', async () => {
    refuseLinks(403);
    const moments: number[] = [];
    for (let second = 0; second < 200; second++) {
      await rejection(read());
      if (seen().length > 0) moments.push(second);
      await clock.pass(1_000);
    }
    assert.deepEqual(moments, [0, 12, 36, 84, 134, 184]);
  });

  it('of many kinds that may not be read get one new token a minute', async () => {
    refuseLinks(403);
    for (const minute of [1, 2]) {
      for (let kind = 0; kind < 10; kind++) await rejection(read('links', `${minute} ${kind}`));
      assert.equal(seen().filter((request) => request === 'refresh_token 200').length, 1);
      await clock.pass(MINUTE);
    }
  });

  it('of another query at a path that is refused are sent', async () => {
    refuseLinks(403, 2);
    await rejection(read());
    seen();
    assert(Array.isArray(await read('links', undefined, '?no_pagination&page=1')));
    assert.deepEqual(seen(), ['links/ 200']);
  });

  it('that are refused by the page of a gateway use the same token when it is gone', async () => {
    await read();
    seen();
    const headers = { 'content-type': 'text/html' };
    simulator.current.faults.add({
      fault: { kind: 'answer', status: 401, headers, body: '<html>Please sign in</html>' },
      times: Number.POSITIVE_INFINITY,
    });
    for (let minute = 0; minute < 9; minute++) {
      assert.equal((await rejection(read())).code, 'SIGN_IN_FAILED');
      await clock.pass(MINUTE);
    }
    simulator.current.faults.clear();
    seen();
    assert(Array.isArray(await read()));
    assert.deepEqual(seen(), ['links/ 200']);
  });

  it('of many kinds show a token that is over three times while there is no other one', async () => {
    await read();
    const { password } = simulator.current.account;
    simulator.current.changeAccount({ password: 'another one' });
    simulator.current.revokeAccessTokens();
    simulator.current.revokeRefreshTokens();
    seen();
    const failure = async (kind: number) => (await rejection(read('links', `kind ${kind}`))).code;
    for (let kind = 0; kind < 20; kind++) assert.equal(await failure(kind), 'CREDENTIALS_REJECTED');
    const asked = ['links/ 401', 'refresh_token 400', 'password 400'];
    assert.deepEqual(seen(), [...asked, 'links/ 401', 'links/ 401']);
    await clock.pass(12_000);
    for (let kind = 0; kind < 20; kind++) assert.equal(await failure(kind), 'CREDENTIALS_REJECTED');
    assert.deepEqual(seen(), ['links/ 401']);
    simulator.current.changeAccount({ password });
    await clock.pass(MINUTE);
    assert(Array.isArray(await read('links', 'kind 0')));
    assert.deepEqual(seen(), ['links/ 401', 'password 200', 'links/ 200']);
    assert(Array.isArray(await read('links', 'kind 1')));
  });

  it('show a token that cannot be renewed for as long as any of them gets an answer with it', async () => {
    await read();
    refuseLinks(401);
    simulator.current.faults.add({
      on: { path: '/api/oauth/token/' },
      fault: { kind: 'answer', status: 400, body: '{}' },
      times: Number.POSITIVE_INFINITY,
    });
    for (let kind = 0; kind < 8; kind++) {
      await rejection(read('links', `kind ${kind}`));
      if (kind % 2 === 1) assert(Array.isArray(await read('devices')));
    }
    assert.equal(seen().filter((request) => request === 'links/ 401').length, 8);
  });

  it('that are refused for good at the same moment cool down for a minute, not for longer', async () => {
    refuseLinks(403);
    await Promise.all(Array.from({ length: 20 }, () => rejection(read())));
    assert.deepEqual(
      seen().filter((request) => !request.startsWith('links')),
      ['password 200', 'refresh_token 200'],
    );
    await clock.pass(MINUTE);
    await rejection(read());
    assert.deepEqual(seen(), ['links/ 403', 'refresh_token 200', 'links/ 403']);
  });

  it('do not suffer from another path that is refused', async () => {
    refuseLinks(403);
    await rejection(read());
    simulator.current.revokeAccessTokens();
    seen();
    assert(Array.isArray(await read('devices')));
    assert.deepEqual(seen(), ['devices/ 401', 'refresh_token 200', 'devices/ 200']);
  });

  it('do not suffer from another operationKey at the same path that is refused', async () => {
    refuseLinks(403, 2);
    await rejection(read('links', 'denied'));
    await read('links', 'allowed');
    simulator.current.revokeAccessTokens();
    seen();
    assert(Array.isArray(await read('links', 'allowed')));
    assert.deepEqual(seen(), ['links/ 401', 'refresh_token 200', 'links/ 200']);
    refuseLinks(403);
    await clock.pass(12_000);
    await rejection(read('links', 'denied'));
    assert.deepEqual(seen(), ['links/ 403']);
  });

  it('get new tokens again as soon as their path has answered', async () => {
    refuseLinks(403, 2);
    await rejection(read());
    await clock.pass(12_000);
    await read();
    simulator.current.revokeAccessTokens();
    seen();
    await read();
    assert.deepEqual(seen(), ['links/ 401', 'refresh_token 200', 'links/ 200']);
  });

  for (const status of [400, 404, 429, 500]) {
    it(`take a ${status} for no sign of an old token`, async () => {
      refuseLinks(status, 1);
      await rejection(read());
      assert.deepEqual(seen(), ['password 200', `links/ ${status}`]);
    });
  }

  it('fail with the error of the sign-in, and are not sent then', async () => {
    simulator.current.changeAccount({ password: 'another one' });
    assert.equal((await rejection(read())).code, 'CREDENTIALS_REJECTED');
    assert.deepEqual(seen(), ['password 400']);
  });
});
