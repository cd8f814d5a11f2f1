import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, parse } from 'node:path';
import type { FlowNode } from '../../scripts/support/flow-node';
import { projectRoot } from '../../scripts/support/project-root';
import type { Simulator } from '../../simulator/index';
import { defaultsOf } from '../support/defaults-of';
import type { Editor } from './support/editor';
import { flowOf, type TestNode } from './support/flow';
import { type BedHolder, useBed } from './support/use-bed';
import { useEditor } from './support/use-editor';

const DIALOGS = join(projectRoot, 'dist', 'nodes');

/** Every type of node that has a dialog. */
const TYPES = readdirSync(DIALOGS)
  .map((file) => parse(file))
  .filter(({ ext }) => ext === '.html')
  .map(({ name }) => name);

/** Texts other than variables that a person wrote where a dialog has a check box or a choice. */
const WRITTEN: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'by words': { auth: 'token', allowInsecure: 'false' },
  'an RDP user': { takeExclusiveSignOnControl: '${NO}', allowInsecure: 'true' },
  'an InnerSpace client': { allowInsecure: 0 },
  map: { colors: [{ operator: '${OPERATOR}', value: '1', color: 'red' }] },
};

const ACCOUNTS = ['by words', 'an RDP user', 'an InnerSpace client'];

/** Properties that a dialog shows as a check box or a select. */
const CHOICES =
  /<(?:select|input type="checkbox") id="node-(?:config-)?input-(\w+)"|^ {6}(\w+): \{\s*value: '',\s*type: '/gm;

/** A variable for each check box and each choice in the dialog of a type. */
function variablesFor(type: string): Record<string, string> {
  const html = readFileSync(join(DIALOGS, `${type}.html`), 'utf8');
  const names = [...html.matchAll(CHOICES)].map(([, field, property]) => field ?? property ?? '');
  return Object.fromEntries(names.map((name) => [name, '${' + name.toUpperCase() + '}']));
}

/** A node of each id with what is written in it, and valid settings otherwise. */
function written(id: string, type: string, settings: object = {}): TestNode {
  return { ...defaultsOf(type), id, type, name: id, ...settings, ...WRITTEN[id] };
}

/** A node, or an account, whose name is its type, with variables wherever there is a choice. */
function withVariables(type: string, settings: object = {}): TestNode {
  return { ...written(type, type, settings), ...variablesFor(type) };
}

function isAccount(type: string): boolean {
  return type.endsWith('-config');
}

function flow({ baseUrl, account, innerspace, rdp }: Simulator): FlowNode[] {
  const { token } = account;
  return [
    ...flowOf([
      written('map', 'inode-geojson'),
      ...TYPES.filter((type) => !isAccount(type)).map((type) => withVariables(type)),
    ]),
    ...TYPES.filter(isAccount).map((type) => ({
      ...withVariables(type),
      credentials: { ...rdp.account, token },
    })),
    { ...written('by words', 'inode-config', { baseUrl }), credentials: { token } },
    {
      ...written('an RDP user', 'rdp-config', { baseUrl: rdp.baseUrl, tokenUrl: rdp.tokenUrl }),
      credentials: rdp.account,
    },
    {
      ...written('an InnerSpace client', 'innerspace-config', { baseUrl: innerspace.currentUrl }),
      credentials: innerspace.account,
    },
  ];
}

/** Of what a person wrote by hand, nothing is lost in the dialogs. */
describe('a flow that was written by hand', () => {
  const bed = useBed();
  const editor = useEditor(bed, flow);

  for (const type of TYPES) {
    it(`keeps a variable in each check box and choice of ${type} when its dialog is opened and done`, async () => {
      const variables = variablesFor(type);
      const dialog = isAccount(type)
        ? await editor.current.openAccount(type)
        : await editor.current.openNode(editor.current.node(type));
      await dialog.done();
      const now = (await saved(editor.current, bed)).get(type);
      assert.deepEqual({ ...now, ...variables }, now);
    });
  }

  it('keeps any other text in the place of a tick or a choice', async () => {
    await (await editor.current.openNode(editor.current.node('map'))).done();
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

  it('is tested with the values that its texts refer to', async () => {
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

/** Deploys, and reads what is saved then, by the ids of the nodes. */
async function saved(editor: Editor, bed: BedHolder): Promise<Map<string, FlowNode>> {
  if (await editor.isDirty()) await editor.deploy();
  return new Map((await bed.current.api.flows()).map((node) => [node.id, node]));
}
