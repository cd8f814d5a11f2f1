import assert from 'node:assert/strict';
import { type Simulator, startSimulator } from '../../../simulator/index';
import { useSimulator } from '../../../simulator/test/support';
import type { HttpRequest } from '../../../src/http/message';
import { listRequest } from '../../support/list-request';
import { readOk } from '../../support/read-ok';
import { rejection } from '../../support/rejection';
import { useTransport } from '../../support/use-transport';
import { Watcher } from '../../support/watcher';

const LINKS = '/api/v1/links/?no_pagination';

describe('redirects', () => {
  const simulator = useSimulator();
  const send = useTransport();
  let other: Simulator;
  before(async () => {
    other = await startSimulator();
  });
  after(() => other.close());

  const redirect = (status: number, location: string, times = 1) =>
    simulator.current.faults.add({ fault: { kind: 'redirect', status, location }, times });

  const form: HttpRequest<unknown>['body'] = new URLSearchParams({ grant_type: 'none' }).toString();
  const post = (): HttpRequest<unknown> =>
    listRequest(simulator.current, new Watcher(), {
      method: 'POST',
      url: new URL('oauth/token/', simulator.current.baseUrl),
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: form,
      read: async ({ status }) => status,
    });

  for (const status of [301, 302, 303, 307, 308]) {
    it(`follows a ${status} of a GET on the same server, with its token`, async () => {
      redirect(status, LINKS);
      assert(Array.isArray(await send(listRequest(simulator.current))));
      const tokens = simulator.current.requests.map(({ headers }) => headers.authorization);
      const expected = `Token ${simulator.current.account.token}`;
      assert.deepEqual(tokens, [expected, expected]);
    });
  }

  for (const status of [307, 308]) {
    it(`follows a ${status} of a form on the same server, with the form`, async () => {
      redirect(status, '/api/oauth/token/');
      assert.equal(await send(post()), 400);
      const seen = simulator.current.requests.map(({ method, body }) => [
        method,
        body['grant_type'],
      ]);
      assert.deepEqual(seen, [
        ['POST', 'none'],
        ['POST', 'none'],
      ]);
    });
  }

  for (const status of [301, 302, 303]) {
    it(`refuses a ${status} of a form, which would lose it`, async () => {
      redirect(status, '/api/oauth/token/');
      const { code, facts } = await rejection(send(post()));
      assert.deepEqual(
        [code, facts.statusCode, String(facts.reason)],
        ['REDIRECT_REFUSED', status, 'otherThanGet'],
      );
      assert.equal(simulator.current.count(), 1);
    });
  }

  for (const status of [301, 302, 303, 307, 308]) {
    it(`takes neither token nor form to another server with a ${status}`, async () => {
      for (const request of [listRequest(simulator.current), post()]) {
        redirect(status, new URL(LINKS, other.baseUrl).href);
        const { code, facts } = await rejection(send(request));
        assert.deepEqual([code, String(facts.reason)], ['REDIRECT_REFUSED', 'toOtherServer']);
      }
      assert.equal(other.count(), 0);
    });
  }

  it('does not follow one to what is not the address of a server', async () => {
    redirect(302, 'data:application/json,[]');
    const { code, facts } = await rejection(send(listRequest(simulator.current)));
    assert.deepEqual([code, String(facts.reason)], ['REDIRECT_REFUSED', 'toNowhere']);
    assert.equal(simulator.current.count(), 1);
  });

  const ELSEWHERE: [what: string, location: (url: URL) => string][] = [
    ['another name of the same machine', ({ port }) => `http://localhost:${port}${LINKS}`],
    ['another protocol', ({ host }) => `https://${host}${LINKS}`],
    ['an address without a protocol', () => `//127.0.0.2${LINKS}`],
  ];
  for (const [what, location] of ELSEWHERE) {
    it(`does not follow one to ${what}`, async () => {
      redirect(302, location(new URL(simulator.current.baseUrl)));
      const { code, facts } = await rejection(send(listRequest(simulator.current)));
      assert.deepEqual([code, String(facts.reason)], ['REDIRECT_REFUSED', 'toOtherServer']);
      assert.equal(simulator.current.count(), 1);
    });
  }

  it('follows one where the address lacks its last slash, as Django asks for', async () => {
    const url = new URL('v1/links?no_pagination', simulator.current.baseUrl);
    assert(Array.isArray(await send(listRequest(simulator.current, new Watcher(), { url }))));
    const paths = simulator.current.requests.map(({ path, search }) => `${path}?${search}`);
    assert.deepEqual(paths, ['/api/v1/links?no_pagination', LINKS]);
  });

  for (const [what, headers] of [
    ['no address', {}],
    ['an address that is not one', { location: 'http://[::1' }],
  ] as const) {
    it(`refuses a redirect to ${what}`, async () => {
      simulator.current.faults.add({ fault: { kind: 'answer', status: 302, headers } });
      const { code, facts } = await rejection(send(listRequest(simulator.current)));
      assert.deepEqual([code, String(facts.reason)], ['REDIRECT_REFUSED', 'toNowhere']);
    });
  }

  it('ends a circle after five redirects, each of which counts as a request', async () => {
    redirect(302, LINKS, Number.POSITIVE_INFINITY);
    const watcher = new Watcher();
    const { code, facts } = await rejection(send(listRequest(simulator.current, watcher)));
    assert.deepEqual([code, String(facts.reason)], ['REDIRECT_REFUSED', 'inCircle']);
    assert.deepEqual([simulator.current.count(), watcher.requests], [6, 6]);
  });

  it('leaves a 304, which has no address, to the reader of the answer', async () => {
    simulator.current.faults.add({ fault: { kind: 'answer', status: 304 } });
    const { code, facts } = await rejection(
      send(listRequest(simulator.current, new Watcher(), { read: readOk })),
    );
    assert.deepEqual([code, facts.statusCode], ['HTTP_ERROR', 304]);
  });
});
