import assert from 'node:assert/strict';
import type { FlowNode } from '../../../scripts/support/flow-node';
import texts from '../../../nodes/locales/en-US/inode-config.json';
import geojsonTexts from '../../../nodes/locales/en-US/inode-geojson.json';
import type { Simulator } from '../../../simulator/index';
import { defaultsOf } from '../support/defaults-of';
import type { Editor } from '../support/editor';
import { flowOf, type TestNode } from '../support/flow';
import type { BedHolder } from '../support/use-bed';
import { useEditor } from '../support/use-editor';

const { problem } = texts['inode-config'];
const { problem: geojsonProblem, title } = geojsonTexts['inode-geojson'];

/** Texts that a person wrote where a dialog has a check box or a choice. */
const WRITTEN: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'by variables': { auth: '${AUTH}', allowInsecure: '${NO}', tls: '${TLS}', proxy: '${PROXY}' },
  'by words': { auth: 'token', allowInsecure: 'false' },
  'an RDP user': { takeExclusiveSignOnControl: '${NO}', allowInsecure: 'true' },
  'an InnerSpace client': { contentType: '${FORM}', allowInsecure: 0 },
  query: { partial: '${NO}' },
  links: { mode: '${MODE}', server: '${ACCOUNT}' },
  request: { method: '${METHOD}', mode: '${MODE}' },
  changes: { watch: '${WATCH}', first: '${FIRST}', mode: '${MODE}', store: '${STORE}' },
  map: {
    output: '${OUTPUT}',
    location: '${LOCATION}',
    precision: '${PRECISION}',
    colors: [{ operator: '${OPERATOR}', value: '1', color: 'red' }],
  },
};

const ACCOUNTS = ['by variables', 'by words', 'an RDP user', 'an InnerSpace client'];
const NODES = ['query', 'links', 'request', 'changes', 'map'];

/** A node of each id with what is written in it, and good settings besides. */
function written(id: string, type: string, settings: object = {}): TestNode {
  return { ...defaultsOf(type), id, type, name: id, ...settings, ...WRITTEN[id] };
}

function flow({ baseUrl, account, innerspace, rdp }: Simulator): FlowNode[] {
  const { token } = account;
  return [
    ...flowOf([
      written('query', 'innerspace-query', { server: 'an InnerSpace client' }),
      written('links', 'inode-links'),
      written('request', 'inode-request', { server: 'by words' }),
      written('changes', 'inode-changes'),
      written('map', 'inode-geojson'),
    ]),
    { ...written('by variables', 'inode-config', { baseUrl }), credentials: { token } },
    { ...written('by words', 'inode-config', { baseUrl }), credentials: { token } },
    {
      ...written('an RDP user', 'rdp-config', { baseUrl: rdp.baseUrl, tokenUrl: rdp.tokenUrl }),
      credentials: rdp.account,
    },
    {
      ...written('an InnerSpace client', 'innerspace-config', { baseUrl: innerspace.baseUrl }),
      credentials: innerspace.account,
    },
  ];
}

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
    node: { id: 'method', type: 'rdp-request', method: 'get' },
    says: 'GET, POST, PUT, PATCH, DELETE',
  },
  {
    node: { id: 'watch', type: 'inode-changes', watch: 'some' },
    says: choiceOf('all, only, except'),
  },
  { node: { id: 'first', type: 'inode-changes', first: 'no' }, says: choiceOf('silent, added') },
  { node: { id: 'told', type: 'inode-changes', mode: 'pages' }, says: choiceOf('list, items') },
  {
    node: { id: 'output', type: 'inode-geojson', output: 'kml' },
    says: choiceOf('geojson, worldmap'),
  },
  {
    node: { id: 'location', type: 'inode-geojson', location: 'there' },
    says: choiceOf('auto, geometry, point, wkt, polyline'),
  },
  { node: { id: 'precision', type: 'inode-geojson', precision: 7 }, says: choiceOf('5, 6') },
  {
    node: { id: 'operator', type: 'inode-geojson', colors: [{ operator: 'like', color: 'red' }] },
    says: geojsonProblem.colorOperator.replace('__row__', '1'),
  },
  { node: { id: 'colors', type: 'inode-geojson', colors: 'red' }, says: problem.noRows },
  {
    node: { id: 'colors-null', type: 'inode-geojson', colors: [null] },
    says: geojsonProblem.colorOperator.replace('__row__', '1'),
  },
  {
    node: { id: 'fields-null', type: 'inode-changes', watch: 'only', fields: [null] },
    says: problem.fieldPath.replace('__row__', '1'),
  },
  ...[{}, 'status=1', 7].map((query, index) => ({
    node: { id: `query-${index}`, type: 'inode-links', server: 'account', query },
    says: problem.noRows,
  })),
  ...[[null], ['x'], [{ value: 'x' }]].map((query, index) => ({
    node: { id: `row-${index}`, type: 'inode-links', server: 'account', query },
    says: problem.queryName.replace('__row__', '1'),
  })),
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
  return problem.choice.replace('__choices__', choices);
}

/** Flows that a person wrote by hand: nothing of them is lost, and what is wrong is named. */
export function writtenByHandCases(bed: BedHolder): void {
  describe('a flow that was written by hand', () => {
    const editor = useEditor(bed, flow);

    it('keeps each text that stands for a tick or a choice when a dialog is opened and done', async () => {
      for (const id of NODES) await (await editor.current.openNode(editor.current.node(id))).done();
      for (const name of ACCOUNTS) await (await editor.current.openAccount(name)).done();
      const now = await saved(editor.current, bed);
      for (const [id, settings] of Object.entries(WRITTEN)) {
        assert.deepEqual({ ...now.get(id), ...settings }, now.get(id), id);
      }
    });

    it('shows a variable as neither ticked nor not, and other texts as the runtime takes them', async () => {
      const user = await editor.current.openAccount('an RDP user');
      await user.unfoldAdvanced();
      const box = user.field('takeExclusiveSignOnControl');
      assert.equal(await box.evaluate((element) => element.matches(':indeterminate')), true);
      assert.equal(await box.getAttribute('title'), '${NO}');
      assert.equal(await user.field('allowInsecure').isChecked(), true);
      await user.cancel();
      const account = await editor.current.openAccount('by words');
      assert.equal(await account.field('allowInsecure').isChecked(), false);
      await account.cancel();
    });

    it('does not pass for allowed plain http where the text is another than "true"', async () => {
      const account = await editor.current.openAccount('by words');
      await account.unfoldAdvanced();
      await account.enter({ baseUrl: 'http://inode.example/' });
      await account.comesToBe('baseUrl', 'wrong');
      await account.cancel();
    });

    it('is tested with what stands behind its texts', async () => {
      const account = await editor.current.openAccount('by words');
      assert.match(await account.ask('inode-test'), /^Signed in\./);
      await account.cancel();
      const user = await editor.current.openAccount('an RDP user');
      assert.match(await user.ask('inode-test'), /the environment variable NO is not set/);
      await user.cancel();
    });

    it('takes a tick in the place of a text where somebody sets one', async () => {
      const user = await editor.current.openAccount('an RDP user');
      await user.unfoldAdvanced();
      await user.field('takeExclusiveSignOnControl').click();
      await user.done();
      const now = await saved(editor.current, bed);
      assert.equal(now.get('an RDP user')?.['takeExclusiveSignOnControl'], true);
    });
  });

  describe('a mistake of a person who writes flows by hand', () => {
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

    it('is none where the runtime takes its default, or what stands there', async () => {
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

    it('makes no rows of a text', async () => {
      const node = await editor.current.openNode(editor.current.node('query-1'));
      assert.equal(await node.root.locator('.inode-query-name').count(), 0);
      await node.cancel();
    });

    it('leaves a label in words', async () => {
      const label = editor.current.node('output').locator('.red-ui-flow-node-label');
      assert.equal(await label.textContent(), title.geojson);
    });
  });
}

/** Deploys, and reads what is saved then, by the ids of the nodes. */
async function saved(editor: Editor, bed: BedHolder): Promise<Map<string, FlowNode>> {
  if (await editor.isDirty()) await editor.deploy();
  return new Map((await bed.current.api.flows()).map((node) => [node.id, node]));
}
