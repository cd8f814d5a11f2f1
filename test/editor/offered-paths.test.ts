import assert from 'node:assert/strict';
import { CHANGES_DEFAULTS, GEOJSON_DEFAULTS } from '../../nodes/settings';
import { audit } from './support/audit';
import { flowOf } from './support/flow';
import { useBed } from './support/use-bed';
import { useEditor } from './support/use-editor';

const ITEM = { id: 1, online: true, place: { name: 'Bank St', lat: 45, lon: -75 } };
const PATHS = ['id', 'online', 'place', 'place.name', 'place.lat', 'place.lon'];

/** Paths are picked, and need not be known by heart. */
describe('the fields that take a path', () => {
  const bed = useBed();
  const editor = useEditor(bed, () =>
    flowOf([
      { ...CHANGES_DEFAULTS, id: 'changes', type: 'inode-changes', wires: [[], [], []] },
      { ...GEOJSON_DEFAULTS, id: 'map', type: 'inode-geojson' },
    ]).map((node) =>
      node.type === 'inject'
        ? {
            ...node,
            props: [{ p: 'payload' }],
            payload: JSON.stringify([ITEM]),
            payloadType: 'json',
            once: true,
            onceDelay: 0.1,
          }
        : node,
    ),
  );

  before(async () => {
    await editor.current.status('changes').filter({ hasText: '+0' }).waitFor();
    await editor.current.status('map').filter({ hasText: '1' }).waitFor();
  });

  for (const [id, fields] of [
    ['changes', ['key']],
    ['map', ['origin', 'destination', 'key']],
  ] as const) {
    it(`offer those that the deployed node saw last, names alone: ${id}`, async () => {
      const dialog = await editor.current.openNode(editor.current.node(id));
      const options = dialog.root.locator('datalist option');
      await options.first().waitFor({ state: 'attached' });
      const values = await options.evaluateAll((all) =>
        all.map((each) => each.getAttribute('value')),
      );
      assert.deepEqual(values, PATHS);
      const list = await dialog.root.locator('datalist').getAttribute('id');
      for (const name of fields) assert.equal(await dialog.field(name).getAttribute('list'), list);
      assert.deepEqual(
        await audit(editor.current.page, [
          '[id^="red-ui-trap-"]',
          '.red-ui-tab-link-button',
          '.red-ui-tray-footer',
        ]),
        [],
      );
      await dialog.cancel();
    });
  }

  it('take anything else that is typed, and Tab leaves it as it is', async () => {
    const { keyboard } = editor.current.page;
    const dialog = await editor.current.openNode(editor.current.node('changes'));
    await dialog.root.locator('datalist option').first().waitFor({ state: 'attached' });
    await dialog.field('key').fill('');
    await keyboard.type('place.na');
    await keyboard.press('Tab');
    assert.equal(await dialog.field('key').inputValue(), 'place.na');
    assert.equal(await dialog.focused(), 'polls');
    await keyboard.press('Shift+Tab');
    assert.equal(await dialog.focused(), 'key');
    await keyboard.press('Tab');
    assert.equal(await dialog.field('key').inputValue(), 'place.na');

    await dialog.field('watch').selectOption('only');
    await dialog.root.locator('.red-ui-editableList-addButton').click();
    const path = dialog.root.locator('.inode-changes-path');
    const list = await dialog.root.locator('datalist').getAttribute('id');
    assert.equal(await path.getAttribute('list'), list);
    await dialog.cancel();
  });
});
