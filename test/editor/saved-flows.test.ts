import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join, parse } from 'node:path';
import type { FlowNode } from '../../scripts/support/flow-node';
import { projectRoot } from '../../scripts/support/project-root';
import { accountsOf } from '../support/accounts-of';
import { settingsBehind } from '../support/defaults-of';
import { FlowFile } from '../support/flow-file';
import type { Dialog } from './support/dialog';
import { useBed } from './support/use-bed';
import { useEditor } from './support/use-editor';

const FOLDER = join(projectRoot, 'test', 'editor', 'saved-flows');

const WORKING_NODES = ['links', 'devices', 'query', 'request'];
const ACCOUNTS = ['by token', 'by password', 'offices', 'prices'];

/** What people have saved with a released version opens in this one. */
for (const { name } of readdirSync(FOLDER).map((file) => parse(file))) {
  describe(`the saved flow ${name}`, () => {
    const file = new FlowFile(join(FOLDER, `${name}.json`));
    const bed = useBed();
    const editor = useEditor(bed, (simulator) => file.withAccounts(accountsOf(simulator)));
    let deployed: FlowNode[];

    before(async () => {
      deployed = await bed.current.api.flows();
    });

    it('is neither changed nor wrong when it is opened', async () => {
      for (const id of WORKING_NODES) await editor.current.node(id).waitFor();
      await editor.current.showAccounts();
      assert.equal(await editor.current.changes.count(), 0);
      assert.equal(await editor.current.mistakes.count(), 0);
      assert.equal(await editor.current.isDirty(), false);
    });

    it('loses nothing when each dialog is opened and done', async () => {
      const dialogs: (() => Promise<Dialog>)[] = [
        ...WORKING_NODES.map((id) => () => editor.current.openNode(editor.current.node(id))),
        ...ACCOUNTS.map((account) => () => editor.current.openAccount(account)),
      ];
      for (const open of dialogs) await (await open()).done();
      assert.equal(await editor.current.mistakes.count(), 0);
      if (await editor.current.isDirty()) await editor.current.deploy();
      assertKept(await bed.current.api.flows(), deployed);
    });

    it('sends a message from each node', async () => {
      await editor.current.openDebug();
      for (const id of WORKING_NODES) {
        await editor.current.inject(`${id}-inject`);
        await editor.current.debugMessages(`${id}-debug`).first().waitFor();
      }
    });
  });
}

/** What stood in the flow is as it was; what a dialog added has its default, as the text of a field. */
function assertKept(now: readonly FlowNode[], before: readonly FlowNode[]): void {
  for (const node of before) {
    const found = now.find(({ id }) => id === node.id);
    assert(found !== undefined, node.id);
    assert.deepEqual({ ...found, ...node }, found);
    const defaults = new Map<string, unknown>(Object.entries(settingsBehind(node)));
    for (const [name, value] of Object.entries(found)) {
      if (!(name in node)) assert.equal(String(value), String(defaults.get(name)), name);
    }
  }
}
