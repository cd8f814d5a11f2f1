import assert from 'node:assert/strict';
import texts from '../../nodes/locales/en-US/inode-config.json';
import geojsonTexts from '../../nodes/locales/en-US/inode-geojson.json';
import { flowOf, type TestNode } from './support/flow';
import { useBed } from './support/use-bed';
import { useEditor } from './support/use-editor';

const { problem, reason } = texts['inode-config'];
const { problem: geojsonProblem, title } = geojsonTexts['inode-geojson'];

/** Nodes that have what no dialog writes, and what is said of each. */
const WRONG: readonly { node: TestNode; says: string }[] = [
  ...['array', null, 1].map((mode, index) => ({
    node: { id: `mode-${index}`, type: 'inode-links', server: 'account', mode },
    says: choiceOf('list, items, pages'),
  })),
  {
    node: { id: 'answer', type: 'inode-request', mode: 'array' },
    says: 'answer, list, items, pages',
  },
  {
    node: { id: 'paging', type: 'inode-request', mode: 'list', paging: 'seite' },
    says: choiceOf('next, link, page, offset, cursor'),
  },
  {
    node: {
      id: 'cursor',
      type: 'inode-request',
      mode: 'list',
      paging: 'cursor',
      pagingParameter: 'x',
      pagingPath: '',
    },
    says: reason.cursorNoPath,
  },
  {
    node: { id: 'since', type: 'inode-links', server: 'account', since: { field: 'id' } },
    says: reason.sinceAlone,
  },
  {
    node: { id: 'method', type: 'rdp-request', method: 'get' },
    says: 'GET, POST, PUT, PATCH, DELETE',
  },
  {
    node: { id: 'watch', type: 'inode-changes', watch: 'some' },
    says: choiceOf('all, only, except'),
  },
  { node: { id: 'first', type: 'inode-changes', first: 'no' }, says: choiceOf('silent, added') },
  { node: { id: 'changes', type: 'inode-changes', mode: 'pages' }, says: choiceOf('list, items') },
  {
    node: { id: 'output', type: 'inode-geojson', output: 'kml' },
    says: choiceOf('geojson, worldmap'),
  },
  {
    node: { id: 'location', type: 'inode-geojson', location: 'there' },
    says: choiceOf('auto, geometry, point, wkt, polyline'),
  },
  {
    node: { id: 'precision', type: 'inode-geojson', location: 'polyline', precision: 7 },
    says: choiceOf('5, 6'),
  },
  {
    node: {
      id: 'operator',
      type: 'inode-geojson',
      output: 'worldmap',
      colors: [{ operator: 'like', color: 'red' }],
    },
    says: geojsonProblem.colorOperator.replace('__row__', '1'),
  },
  {
    node: { id: 'colors', type: 'inode-geojson', output: 'worldmap', colors: 'red' },
    says: reason.tableInvalid,
  },
  {
    node: { id: 'colors-null', type: 'inode-geojson', output: 'worldmap', colors: [null] },
    says: reason.tableInvalid,
  },
  {
    node: { id: 'fields-null', type: 'inode-changes', watch: 'only', fields: [null] },
    says: reason.tableInvalid,
  },
  ...[{}, 'status=1', 7, [null], ['x']].map((query, index) => ({
    node: { id: `query-${index}`, type: 'inode-links', server: 'account', query },
    says: reason.tableInvalid,
  })),
  {
    node: { id: 'row', type: 'inode-links', server: 'account', query: [{ value: 'x' }] },
    says: problem.queryName.replace('__row__', '1'),
  },
  {
    node: { id: 'other', type: 'rdp-request', server: 'account', path: 'a' },
    says: 'Account: missing configuration node',
  },
];

/** What nobody can say by a dialog, and the runtime takes. */
const RIGHT: readonly TestNode[] = [
  { id: 'nothing', type: 'inode-links', server: 'account' },
  { id: 'numbers', type: 'inode-links', server: 'account', query: [{ name: 1, value: 2 }] },
  { id: 'bare', type: 'inode-changes' },
];

function choiceOf(choices: string): string {
  return reason.choiceUnknown.replace('__choices__', choices);
}

/** What no dialog would write is named before Deploy. */
describe('a mistake of a person who writes flows by hand', () => {
  const bed = useBed();
  const editor = useEditor(bed, ({ baseUrl, account: { token } }) => [
    ...flowOf([...WRONG.map(({ node }) => node), ...RIGHT]),
    { id: 'account', type: 'inode-config', name: 'account', baseUrl, credentials: { token } },
    {
      id: 'rdp-config',
      type: 'rdp-config',
      name: 'rdp',
      credentials: { username: 'a', password: 'b', clientId: 'c' },
    },
  ]);

  it('is named in plain words on the node', async () => {
    for (const { node, says } of WRONG) {
      const problems = await editor.current.problemsOf(editor.current.node(node.id));
      assert(problems.includes(says), `${node.id}: ${problems}`);
    }
  });

  it('is not reported where the runtime takes its default, or the value', async () => {
    for (const { id } of RIGHT) await editor.current.comesToBe(editor.current.node(id), 'right');
    await editor.current.showAccounts();
    const accounts = editor.current.page.locator('.red-ui-palette-node-config');
    assert.equal(
      await accounts
        .and(editor.current.page.locator('.red-ui-palette-node-config-invalid'))
        .count(),
      0,
    );
  });

  it('makes no rows out of a string where a list is expected', async () => {
    const node = await editor.current.openNode(editor.current.node('query-1'));
    assert.equal(await node.root.locator('.inode-query-name').count(), 0);
    await node.cancel();
  });

  it('leaves the label of the node readable', async () => {
    const label = editor.current.node('output').locator('.red-ui-flow-node-label');
    assert.equal(await label.textContent(), title.geojson);
  });
});
