import assert from 'node:assert/strict';
import { ACCOUNT_KINDS, type AccountKind } from './support/account-kinds';
import type { Editor } from './support/editor';
import { assertPasswordFields, fillAccount } from './support/fill-account';
import { flowOf } from './support/flow';
import { type BedHolder, useBed } from './support/use-bed';
import { useEditor } from './support/use-editor';

/** What Node-RED's dialogs show in the place of a stored secret. */
const PLACEHOLDER = '__PWRD__';

/** Accounts are made in the dialogs, and used. */
describe('an account made in the dialog', () => {
  const bed = useBed();
  const editor = useEditor(bed, () => flowOf(ACCOUNT_KINDS.map(({ node }) => node)));

  it('says that no TLS configuration and no proxy is chosen', async () => {
    const [first] = ACCOUNT_KINDS;
    assert(first);
    const dialog = await editor.current.openNode(editor.current.node(first.node.id));
    const account = await dialog.addAccount();
    await account.unfoldAdvanced();
    for (const name of ['tls', 'proxy']) {
      assert.notEqual(await account.field(name).inputValue(), '', name);
    }
    await account.cancel();
    await dialog.cancel();
  });

  for (const kind of ACCOUNT_KINDS) {
    it(`takes ${kind.title}`, () => makeAccount(editor.current, kind, bed.current));
  }

  it('leaves nothing to complain about at Deploy', async () => {
    await editor.current.deploy();
    await editor.current.openDebug();
  });

  for (const { title, node, status } of ACCOUNT_KINDS) {
    it(`signs in with ${title}: messages reach the debug sidebar, the status says so`, async () => {
      await editor.current.inject(`${node.id}-inject`);
      await editor.current.debugMessages(`${node.id}-debug`).waitFor();
      await editor.current.status(node.id).filter({ hasText: status }).waitFor();
    });
  }

  it('shows no secret when it is opened again', async () => {
    for (const kind of ACCOUNT_KINDS) await assertSecretsHidden(editor.current, kind);
  });

  it('shows no secret after a reload, either', async () => {
    await editor.current.load();
    for (const kind of ACCOUNT_KINDS) await assertSecretsHidden(editor.current, kind);
  });

  it('keeps the secrets that it does not show when something else is changed', async () => {
    for (const { title } of ACCOUNT_KINDS) {
      const account = await editor.current.openAccount(title);
      await account.unfoldAdvanced();
      await account.enter({ timeout: '20' });
      await account.done();
    }
    await editor.current.deploy();
    for (const { node, status } of ACCOUNT_KINDS) {
      await editor.current.inject(`${node.id}-inject`);
      await editor.current.status(node.id).filter({ hasText: status }).waitFor();
    }
  });

  it('leaves no credential in the flow', async () => {
    const flow = JSON.stringify(await bed.current.api.flows());
    for (const { accountOf } of ACCOUNT_KINDS) {
      const { credentials } = accountOf(bed.current.simulator);
      for (const [name, value] of Object.entries(credentials)) assert(!flow.includes(value), name);
    }
  });
});

async function makeAccount(
  editor: Editor,
  kind: AccountKind,
  { simulator }: BedHolder['current'],
): Promise<void> {
  const node = await editor.openNode(editor.node(kind.node.id));
  const account = await node.addAccount();
  await fillAccount(account, kind, simulator);
  await account.done();
  await node.done();
}

async function assertSecretsHidden(editor: Editor, { title, secrets }: AccountKind): Promise<void> {
  const account = await editor.openAccount(title);
  await assertPasswordFields(account, secrets);
  for (const name of secrets) {
    assert.equal(await account.field(name).inputValue(), PLACEHOLDER, name);
  }
  await account.cancel();
}
