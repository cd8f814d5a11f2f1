import assert from 'node:assert/strict';
import { useSimulator } from '../../../simulator/test/support';
import { ServiceError } from '../../../src/errors';
import { createInode, type ListCall } from '../../../src/services/inode';
import { until, useFakeClock } from '../../support/clock';
import { fetchAll } from '../../support/fetch-all';
import { rejection } from '../../support/rejection';
import { oauth2, useInode } from '../../support/use-inode';
import { Watcher } from '../../support/watcher';

describe('the lists of an iNode account', () => {
  const simulator = useSimulator();
  const inode = useInode(simulator);
  const clock = useFakeClock();

  const list = (changes: Partial<ListCall>) => fetchAll(inode(), new Watcher(), changes);
  const searches = () =>
    simulator.current.requests
      .filter(({ method }) => method === 'GET')
      .map(({ path, search }) => `${path.replace('/api/v1', '')}?${search}`);

  /** The list as the service has it at the moment. */
  async function served(path: string): Promise<unknown> {
    const headers = { Authorization: `Token ${simulator.current.account.token}` };
    return (await fetch(simulator.current.baseUrl + path, { headers })).json();
  }

  for (const resource of ['links', 'devices'] as const) {
    it(`are the ${resource} exactly as the service sends them, asked for by the bare flag`, async () => {
      assert.deepEqual(await list({ resource }), [await served(`v1/${resource}/?no_pagination`)]);
      assert.equal(searches()[0], `/${resource}/?no_pagination`);
    });
  }

  it('take query parameters beside the flag', async () => {
    const pages = await list({
      query: [
        ['id', '501'],
        ['name', 'a b'],
      ],
    });
    assert.deepEqual(searches(), ['/links/?no_pagination&id=501&name=a+b']);
    assert.deepEqual(pages, [[]]);
  });

  it('come in pages of the size that was asked for', async () => {
    const pages = await list({ mode: 'pages', query: [['page_size', '10']] });
    assert.deepEqual(
      pages.map(({ length }) => length),
      [10, 10, 4],
    );
    assert.deepEqual(pages.flat(), await served('v1/links/?no_pagination'));
    assert.deepEqual(searches().slice(0, 3), [
      '/links/?page_size=10',
      '/links/?page=2&page_size=10',
      '/links/?page=3&page_size=10',
    ]);
  });

  it('are complete even where the service answers the flag with a page', async () => {
    const body = JSON.stringify({ count: 25, next: '?page=2&page_size=12', results: [{ id: 1 }] });
    simulator.current.faults.add({
      on: { search: 'no_pagination' },
      fault: { kind: 'answer', status: 200, body },
    });
    const pages = await list({});
    assert.deepEqual(
      pages.map(({ length }) => length),
      [1, 12],
    );
  });

  it('may be empty', async () => {
    assert.deepEqual(await list({ query: [['id', '-1']] }), [[]]);
  });

  it('continue where they were when the token dies between two pages', async () => {
    const lengths: number[] = [];
    await inode().list(
      {
        resource: 'links',
        query: [['page_size', '10']],
        mode: 'pages',
        signal: new Watcher().signal,
      },
      async ({ items }) => {
        if (lengths.push(items.length) === 1) simulator.current.revokeAccessTokens();
      },
    );
    assert.deepEqual(lengths, [10, 10, 4]);
    assert.deepEqual(
      simulator.current.requests.map(({ status }) => status),
      [200, 200, 401, 200, 200, 200],
    );
  });

  it('are read with the API token as well, without a sign-in', async () => {
    const { token } = simulator.current.account;
    const [page] = await fetchAll(inode({ auth: { kind: 'token', token } }));
    assert.equal(page?.length, 24);
    assert.equal(simulator.current.count(), 1);
  });

  it('are found whether or not the base URL ends in a slash', async () => {
    const baseUrl = simulator.current.baseUrl.slice(0, -1);
    assert.equal((await fetchAll(inode({ baseUrl })))[0]?.length, 24);
    assert(simulator.current.requests.every(({ status }) => status === 200));
  });

  it('may have a time-out of their own', async () => {
    simulator.current.faults.add({ on: { method: 'GET' }, fault: { kind: 'hang' } });
    const failure = rejection(list({ timeout: 500 }));
    await until(() => simulator.current.count({ method: 'GET' }) === 1);
    await clock.pass(500);
    assert.match((await failure).message, /noAnswer\(seconds: 0\.5\)/);
  });

  it('may be asked for by fifty callers at the same time, and Node.js warns of no leak', async () => {
    const warnings: string[] = [];
    const note = ({ name }: Error): number => warnings.push(name);
    process.on('warning', note);
    const account = inode();
    await Promise.all(Array.from({ length: 50 }, () => fetchAll(account)));
    process.off('warning', note);
    assert.deepEqual(warnings, []);
  });

  it('are refused before anything is sent when the account cannot be used', () => {
    const auth = oauth2(simulator.current.account);
    assert.throws(
      () => createInode({ baseUrl: 'ftp://x/', auth, timeout: 1, retries: 0, concurrency: 4 }),
      (error) => error instanceof ServiceError && error.code === 'CONFIG_INVALID',
    );
  });
});
