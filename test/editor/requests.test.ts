import assert from 'node:assert/strict';
import type { Dialog } from './support/dialog';
import { flowOf } from './support/flow';
import { useBed } from './support/use-bed';
import { useEditor } from './support/use-editor';

/** The fields about a list: how its pages are read, and what of it is new. */
const OF_LISTS = ['key', 'paging', 'itemsPath', 'pagingPath', 'pagingParameter', 'pageSize'];

describe('the dialog of an iNode request', () => {
  const bed = useBed();
  const editor = useEditor(bed, () => flowOf([{ id: 'asked', type: 'inode-request' }]));

  it('has the fields about a list only where the answer is sent as one', async () => {
    const dialog = await editor.current.openNode(editor.current.node('asked'));
    const shown: Record<string, string[]> = {};
    for (const mode of ['list', 'state', 'items', 'answer']) {
      await dialog.field('mode').selectOption(mode);
      shown[mode] = await visible(dialog);
    }
    const ofNext = ['key', 'paging', 'itemsPath', 'pagingPath'];
    assert.deepEqual(shown, { list: ofNext, state: [], items: ofNext, answer: [] });
    await dialog.cancel();
  });
});

async function visible(dialog: Dialog): Promise<string[]> {
  const names: string[] = [];
  for (const name of OF_LISTS) if (await dialog.field(name).isVisible()) names.push(name);
  return names;
}
