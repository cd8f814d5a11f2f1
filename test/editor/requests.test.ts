import assert from 'node:assert/strict';
import type { Dialog } from './support/dialog';
import { flowOf } from './support/flow';
import { useBed } from './support/use-bed';
import { useEditor } from './support/use-editor';

/** The fields about a list: how its pages are read, and what of it is new. */
const OF_LISTS = ['key', 'paging', 'itemsPath', 'pagingPath', 'pagingParameter', 'pageSize'];

/** What a request consists of. */
const OF_REQUESTS = ['method', 'path', 'answer', 'headers-container', 'query-container'];

/** A header, or a query parameter: an empty list cannot be seen. */
const ROW = { name: 'x-units', value: 'km', type: 'str' };

describe('the dialog of an iNode request', () => {
  const bed = useBed();
  const editor = useEditor(bed, () =>
    flowOf([{ id: 'asked', type: 'inode-request', headers: [ROW], query: [ROW] }]),
  );

  it('has the fields about a list only where the answer is sent as one', async () => {
    const dialog = await editor.current.openNode(editor.current.node('asked'));
    const shown: Record<string, string[]> = {};
    for (const mode of ['list', 'state', 'items', 'answer']) {
      await dialog.field('mode').selectOption(mode);
      shown[mode] = await visible(dialog, OF_LISTS);
    }
    const ofNext = ['key', 'paging', 'itemsPath', 'pagingPath'];
    assert.deepEqual(shown, { list: ofNext, state: [], items: ofNext, answer: [] });
    await dialog.cancel();
  });

  it("has no field about a request where the account's state is sent", async () => {
    const dialog = await editor.current.openNode(editor.current.node('asked'));
    assert.deepEqual(await visible(dialog, OF_REQUESTS), OF_REQUESTS);
    await dialog.field('mode').selectOption('state');
    assert.deepEqual(await visible(dialog, OF_REQUESTS), []);
    await dialog.field('mode').selectOption('list');
    assert.deepEqual(await visible(dialog, OF_REQUESTS), OF_REQUESTS);
    await dialog.cancel();
  });
});

async function visible(dialog: Dialog, names: readonly string[]): Promise<string[]> {
  const shown: string[] = [];
  for (const name of names) if (await dialog.field(name).isVisible()) shown.push(name);
  return shown;
}
