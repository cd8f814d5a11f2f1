import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { parse } from 'node:path';

import { EXAMPLE_OUTCOMES } from '../support/example-outcomes';
import { EXAMPLES, FlowFile } from '../support/flow-file';
import { ACCOUNT_KINDS, type AccountKind } from './support/account-kinds';
import { fillAccount } from './support/fill-account';
import { useBed } from './support/use-bed';
import { useEditor } from './support/use-editor';

const PACKAGE = '@inode-flows/node-red-inode';

/** Examples come from the import dialog, and run. */
describe('an example', () => {
  const bed = useBed();
  const editor = useEditor(bed);

  it('is offered in the import dialog by its name', async () => {
    const dialog = await editor.current.openImport();
    await dialog.showExamples(PACKAGE);
    const names = readdirSync(EXAMPLES).map((file) => parse(file).name);
    assert.deepEqual(await dialog.exampleNames(PACKAGE), names.toSorted());
    await dialog.cancel();
  });

  for (const { name, debug, shown } of firstOfEachAccount()) {
    const example = FlowFile.example(name);
    const { kind, id, generation } = accountUser(example);
    const isSample = kind.accountType === 'inode-config';

    it(`runs ${isSample ? 'as it is imported' : 'once its account is filled in'}: ${name}`, async () => {
      await importExample(example, name);
      if (!isSample) await fillAccountOf(id, kind, generation);
      await editor.current.comesToBe(editor.current.node(id), 'right');
      await showsOutcome(example, debug, await shown(bed.current.simulator));
      const hasText = isSample ? /\d\d:\d\d, sample$/ : /\d\d:\d\d$/;
      await editor.current.status(id).filter({ hasText }).waitFor();
    });
  }

  it('runs on an account when that is chosen in the place of the sample data', async () => {
    const [first] = EXAMPLE_OUTCOMES;
    assert(first);
    const example = FlowFile.example(first.name);
    const { kind, id, generation } = accountUser(example);
    await editor.current.showTab(example.tab);
    await fillAccountOf(id, kind, generation);
    await showsOutcome(example, first.debug, await first.shown(bed.current.simulator));
    await editor.current.status(id).filter({ hasText: kind.status }).waitFor();
  });

  async function importExample(example: FlowFile, name: string): Promise<void> {
    const dialog = await editor.current.openImport();
    await dialog.showExamples(PACKAGE);
    await dialog.import(name);
    await editor.current.showTab(example.tab);
  }

  async function fillAccountOf(id: string, kind: AccountKind, generation: string): Promise<void> {
    const node = await editor.current.openNode(editor.current.node(id));
    const account = await node.editAccount();
    await fillAccount(account, kind, bed.current.simulator, generation);
    await account.done();
    await node.done();
  }

  async function showsOutcome(example: FlowFile, debug: string, outcome: RegExp): Promise<void> {
    await editor.current.openDebug();
    await editor.current.deploy();
    for (const inject of example.injects) await editor.current.inject(inject);
    const message = editor.current.debugMessages(example.debug(debug)).first();
    const format = (await message.locator('.red-ui-debug-msg-topic').innerText()).split(' : ')[1];
    assert.match(format ?? '', outcome);
  }
});

/** An example for each kind of account; the tests of the package run all examples. */
function firstOfEachAccount(): typeof EXAMPLE_OUTCOMES {
  const kinds = EXAMPLE_OUTCOMES.map(({ name }) => {
    const { kind, generation } = accountUser(FlowFile.example(name));
    return `${kind.accountType} ${generation}`;
  });
  return EXAMPLE_OUTCOMES.filter((_, index) => kinds.indexOf(kinds[index] ?? '') === index);
}

/** A node of an example that uses an account, and how that signs in. */
function accountUser(example: FlowFile): { kind: AccountKind; id: string; generation: string } {
  for (const kind of ACCOUNT_KINDS) {
    const [account = ''] = example.nodes(kind.accountType);
    const [id] = example.usersOf(account);
    if (id !== undefined) return { kind, id, generation: example.saved(account, 'generation') };
  }
  throw new Error('the example has no account');
}
