import assert from 'node:assert/strict';
import type { FlowNode } from '../../scripts/support/flow-node';
import type { Simulator } from '../../simulator/index';
import { defaultsOf } from '../support/defaults-of';
import type { Editor } from './support/editor';
import { flowOf, type TestNode } from './support/flow';
import { type BedHolder, useBed } from './support/use-bed';
import { useEditor } from './support/use-editor';

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

/** Of what a person wrote by hand, nothing is lost in the dialogs. */
describe('a flow that was written by hand', () => {
  const bed = useBed();
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

  it('is tested with the values that its texts stand for', async () => {
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
