import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { existsSync } from 'node:fs';
import { buildCity } from '../../src/sample/city';
import { devicesAt } from '../../src/sample/devices';
import { linksAt } from '../../src/sample/links';
import { askTest, figuresIn } from './support/ask-test';
import { doneStatus } from './support/done-status';
import { assertFailed, assertSent } from './support/failure';
import { account, devices, inodeRequest, links } from './support/flow-nodes';
import { onlyMessage } from './support/only-message';
import { postToDialog } from './support/post-to-dialog';
import { useTestBed } from './support/test-bed';
import { useUserDir } from './support/use-user-dir';

/** What is saved about a way to a service does not count, be it right or wrong. */
const SAMPLE = { auth: 'sample', baseUrl: 'nowhere', tls: 'none', proxy: 'none', timeout: 'x' };

const CITY = buildCity();

describe('an account with sample data', () => {
  const inFolder = useUserDir();
  const bed = useTestBed();
  let connections = 0;
  const count = (): number => connections++;

  beforeEach(() => {
    connections = 0;
    bed.setEnvironment('https_proxy', 'http://127.0.0.1:9');
    subscribe('net.client.socket', count);
  });
  afterEach(() => unsubscribe('net.client.socket', count));

  const deploy = (...nodes: Parameters<typeof bed.deploy>[0]) =>
    bed.deploy(nodes, { account: SAMPLE, credentials: {} });
  const status = (id: string) => bed.observer.statusesOf(id).at(-1);
  const marked = (text: string) => `${doneStatus(text)}, sample`;

  it('gives the links and the devices of the city, without a connection or a token file', async () => {
    await deploy(links(), devices());
    assert.deepEqual((await onlyMessage(bed, 'links')).payload, linksAt(CITY, Date.now()));
    assert.deepEqual((await onlyMessage(bed, 'devices')).payload, devicesAt(CITY, Date.now()));
    assert.deepEqual([bed.simulator.requests.length, connections], [0, 0]);
    assert(!existsSync(inFolder('inode-tokens')));
  });

  it('is called sample data in the statuses', async () => {
    await deploy(links(), devices(), inodeRequest({ path: 'v1/links/' }));
    for (const id of ['links', 'devices', 'request']) await bed.trigger(id);
    assert.deepEqual(['links', 'devices', 'request'].map(status), [
      marked('24 links'),
      marked('14 devices'),
      marked('done'),
    ]);
  });

  it('gives other values a minute later, and in the same minute the same ones', async () => {
    await deploy(links());
    const first = (await onlyMessage(bed, 'links')).payload;
    assert.deepEqual((await onlyMessage(bed, 'links')).payload, first);
    bed.clock.tick(60_000);
    const later = (await onlyMessage(bed, 'links')).payload;
    assert.notDeepEqual(later, first);
    assert.deepEqual(later, linksAt(CITY, Date.now()));
  });

  it('sends items one by one', async () => {
    await deploy(devices({ mode: 'items' }));
    const sent = assertSent(await bed.trigger('devices'));
    assert.deepEqual(
      sent.map(({ payload }) => payload),
      devicesAt(CITY, Date.now()),
    );
  });

  it('sends pages of the size that was asked for', async () => {
    await deploy(links({ mode: 'pages' }));
    const sent = assertSent(await bed.trigger('links', { query: { page_size: 10 } }));
    assert.deepEqual(
      sent.map(({ payload }) => Object(payload).length),
      [10, 10, 4],
    );
  });

  it('answers a request with a page, and follows it as a list', async () => {
    await deploy(inodeRequest({ id: 'page' }), inodeRequest({ mode: 'list' }));
    const message = { path: 'v1/links?page_size=5&page=2' };
    const page = Object((await onlyMessage(bed, 'page', message)).payload);
    assert.equal(page.count, 24);
    assert.deepEqual(page.results, linksAt(CITY, Date.now()).slice(5, 10));
    const list = await onlyMessage(bed, 'request', { path: 'v1/devices/?page_size=5' });
    assert.deepEqual(list.payload, devicesAt(CITY, Date.now()));
  });

  for (const [message, code, statusCode] of [
    [{ path: 'v1/sites/' }, 'NOT_FOUND', 404],
    [{ path: 'v1/links/?page=99' }, 'NOT_FOUND', 404],
    [{ path: 'v1/links/', method: 'POST' }, 'HTTP_ERROR', 405],
  ] as const) {
    it(`refuses ${JSON.stringify(message)} as the service does`, async () => {
      await deploy(inodeRequest());
      assert.equal(
        assertFailed(await bed.trigger('request', message), code).statusCode,
        statusCode,
      );
    });
  }

  it('passes the test of the connection before and after a deploy', async () => {
    await bed.deploy([links()]);
    const sample = { links: 24, devices: 14, isSample: true };
    const typed = { settings: SAMPLE };
    assert.deepEqual(figuresIn(await askTest(account({}), typed)), sample);
    assert.deepEqual(figuresIn(await askTest(account({}), { ...typed, id: 'new' })), sample);
    assert.equal(bed.simulator.requests.length, 0);
  });

  it('shows a preview', async () => {
    await deploy(links());
    const { body } = await postToDialog('inode-links/preview', { server: 'account', query: [] });
    const items = linksAt(CITY, Date.now()).slice(0, 5);
    assert.deepEqual(body, { items, count: 24, leftOut: [] });
  });

  it('gives way to the service when the choice changes', async () => {
    await deploy(links());
    assertSent(await bed.trigger('links'));
    const { token } = bed.simulator.account;
    await bed.redeploy([links()], { account: { auth: 'token' }, credentials: { token } });
    assertSent(await bed.trigger('links'));
    assert.equal(bed.simulator.requests.length, 1);
    assert.equal(status('links'), doneStatus('24 links'));
  });
});
