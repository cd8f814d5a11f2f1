import assert from 'node:assert/strict';
import { CHANGES_DEFAULTS, GEOJSON_DEFAULTS } from '../../nodes/settings';
import { audit } from './support/audit';
import { flowOf } from './support/flow';
import { useBed } from './support/use-bed';
import { useEditor } from './support/use-editor';

const DEVICE = { serial: 'a', place: { lat: 45, lon: -75 } };
const ITEM = { id: 1, online: true, place: { name: 'Bank St', lat: 45 }, lanes: [7] };
const PATHS = ['id', 'online', 'place', 'lanes', 'place.name', 'place.lat', 'lanes[0]'];

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
            props: [{ p: 'payload' }, { p: 'devices', v: JSON.stringify([DEVICE]), vt: 'json' }],
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
      const options = dialog.root.locator('#inode-seen-paths option');
      await options.first().waitFor({ state: 'attached' });
      const values = await options.evaluateAll((all) =>
        all.map((each) => each.getAttribute('value')),
      );
      assert.deepEqual(values, PATHS);
      for (const name of fields) {
        const list = await dialog.field(name).getAttribute('list');
        assert.equal(await dialog.root.locator(`[id="${list}"] option`).count(), PATHS.length);
      }
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

  it('offer those of the devices where one of them is looked up', async () => {
    const dialog = await editor.current.openNode(editor.current.node('map'));
    const list = await dialog.field('deviceKey').getAttribute('list');
    const options = dialog.root.locator(`[id="${list}"] option`);
    await options.first().waitFor({ state: 'attached' });
    const values = await options.evaluateAll((all) =>
      all.map((each) => each.getAttribute('value')),
    );
    assert.deepEqual(values, ['serial', 'place', 'place.lat', 'place.lon']);
    await dialog.cancel();
  });

  it('take anything else that is typed, and Tab leaves it as it is', async () => {
    const { keyboard } = editor.current.page;
    const dialog = await editor.current.openNode(editor.current.node('changes'));
    await dialog.root.locator('datalist option').first().waitFor({ state: 'attached' });
    await dialog.field('key').fill('');
    await keyboard.type('place.na');
    await keyboard.press('Tab');
    assert.equal(await dialog.field('key').inputValue(), 'place.na');
    assert.equal(await dialog.focused(), 'watch');
    await keyboard.press('Shift+Tab');
    assert.equal(await dialog.focused(), 'key');
    await keyboard.press('Tab');
    assert.equal(await dialog.field('key').inputValue(), 'place.na');

    await dialog.field('watch').selectOption('only');
    await dialog.root.locator('.red-ui-editableList-addButton').click();
    const path = dialog.root.locator('.inode-changes-path');
    assert.equal(await path.getAttribute('list'), 'inode-seen-paths');
    await dialog.field('key').fill('id, ');
    const further = dialog.root.locator('#inode-seen-paths-more option');
    assert.equal(await further.nth(4).getAttribute('value'), 'id, place.name');
    await dialog.cancel();
  });

  it('are seen without scrolling in a window of 1000 pixels', async () => {
    const { page } = editor.current;
    const usual = page.viewportSize() ?? { width: 1280, height: 900 };
    await page.setViewportSize({ width: 1280, height: 1000 });
    const dialog = await editor.current.openNode(editor.current.node('changes'));
    await dialog.field('watch').selectOption('only');
    const add = dialog.root.locator('.red-ui-editableList-addButton');
    const box = await add.boundingBox();
    assert(box !== null && box.y + box.height < 940, JSON.stringify(box));
    await dialog.cancel();
    await page.setViewportSize(usual);
  });

  it('say immediately when a threshold is on an array, or two fields overlap', async () => {
    const dialog = await editor.current.openNode(editor.current.node('changes'));
    await dialog.root.locator('#inode-seen-paths option').first().waitFor({ state: 'attached' });
    await dialog.field('watch').selectOption('only');
    const problem = dialog.root.locator('#inode-changes-fields-problem');
    const enter = async (row: number, path: string, threshold: string) => {
      await dialog.root.locator('.inode-changes-path').nth(row).fill(path);
      await dialog.root.locator('.inode-changes-threshold').nth(row).fill(threshold);
      await dialog.root.locator('.inode-changes-threshold').nth(row).blur();
    };
    await dialog.root.locator('.red-ui-editableList-addButton').click();
    assert(await problem.isHidden());
    await enter(0, 'lanes', '5');
    assert.match(await problem.innerText(), /lanes is an array/);
    await enter(0, 'place', '');
    assert(await problem.isHidden());
    await dialog.root.locator('.red-ui-editableList-addButton').click();
    await enter(1, 'place.name', '');
    assert.match(await problem.innerText(), /place and place\.name overlap/);
    await dialog.done();
    await editor.current.comesToBe(editor.current.node('changes'), 'wrong');
    assert.match(await editor.current.problemsOf(editor.current.node('changes')), /overlap/);
  });
});
