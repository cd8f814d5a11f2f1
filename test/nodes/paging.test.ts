import assert from 'node:assert/strict';
import type { InodeRequestSettings } from '../../nodes/settings';
import { assertFailed, assertSent } from './support/failure';
import { inodeRequest } from './support/flow-nodes';
import { payloadOf } from './support/parts';
import { useTestBed } from './support/test-bed';

const BY_CURSOR: Partial<InodeRequestSettings> = {
  path: 'v1/x/',
  mode: 'pages',
  itemsPath: 'data.rows',
  paging: 'cursor',
  pagingParameter: 'after',
  pagingPath: 'data.rows[-1].id',
  pageSize: '2',
  pageSizeParameter: 'limit',
};

describe('the paging of an iNode request', () => {
  const bed = useTestBed();

  /** Deploys a request, and has the service give these answers to it. */
  async function ask(settings: Partial<InodeRequestSettings>, ...bodies: readonly unknown[]) {
    await bed.deploy([inodeRequest(settings)]);
    for (const body of bodies) {
      const fault = { kind: 'answer', status: 200, body: JSON.stringify(body) } as const;
      bed.simulator.faults.add({ on: { path: '/api/v1/x/' }, fault });
    }
    return bed.trigger('request', { payload: { q: 1 } });
  }

  const asked = () =>
    bed.simulator.requests
      .filter(({ path }) => path === '/api/v1/x/')
      .map(({ method, search, text }) => [method, search || text]);

  const rows = (...ids: number[]) => ({ data: { rows: ids.map((id) => ({ id })) } });

  it('goes by what the dialog says, and sends what the messages of a list have', async () => {
    const sent = assertSent(await ask(BY_CURSOR, rows(1, 2), rows(3), rows()));
    assert.deepEqual(sent.map(payloadOf), [[{ id: 1 }, { id: 2 }], [{ id: 3 }], []]);
    assert.deepEqual(asked(), [
      ['GET', 'limit=2'],
      ['GET', 'limit=2&after=2'],
      ['GET', 'limit=2&after=3'],
    ]);
    const { count, requests } = Object(sent.at(-1)).inode;
    assert.deepEqual([count, requests], [3, 3]);
  });

  it('goes into the body of a POST', async () => {
    assertSent(await ask({ ...BY_CURSOR, method: 'POST', bodyType: 'msg' }, rows(1, 2), rows()));
    assert.deepEqual(asked(), [
      ['POST', '{"q":1,"limit":2}'],
      ['POST', '{"q":1,"limit":2,"after":2}'],
    ]);
  });

  for (const [what, page] of [
    ['with keys', rows(1, 2)],
    ['without keys', { data: { rows: [{ x: 1 }, { x: { y: 2 } }] } }],
  ] as const) {
    it(`is refused where pages of items ${what} repeat: the service does not know the parameter`, async () => {
      const settings = { ...BY_CURSOR, mode: 'list', paging: 'page', pagingPath: '' } as const;
      const { message } = assertFailed(await ask(settings, page, page), 'PAGING_INVALID');
      assert.match(message, /the same items again; check the paging parameter "after"/);
    });
  }

  for (const [what, settings, code] of [
    ['by POST without a parameter', { method: 'POST', paging: 'link' }, 'REQUEST_INVALID'],
    ['by POST of a text', { method: 'POST', body: 'x', bodyType: 'str' }, 'REQUEST_INVALID'],
    ['by PUT', { method: 'PUT' }, 'REQUEST_INVALID'],
    ['of a kind that is not known', { paging: 'Seite' }, 'CONFIG_INVALID'],
    ['with a page size of nothing', { pageSize: '0' }, 'CONFIG_INVALID'],
    ['by a cursor from nowhere', { pagingPath: '' }, 'CONFIG_INVALID'],
    ['by a cursor from another list', { pagingPath: 'other[-1].id' }, 'CONFIG_INVALID'],
    ['of items at no path', { itemsPath: 'a..b' }, 'CONFIG_INVALID'],
  ] as const) {
    it(`is an error ${what}, and nothing is asked for`, async () => {
      const changed: object = settings;
      assertFailed(await ask({ ...BY_CURSOR, ...changed }), code);
      assert.deepEqual(asked(), []);
    });
  }
});
