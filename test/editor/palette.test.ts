import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { clickUntil } from './support/click-until';
import type { Editor } from './support/editor';
import { useBed } from './support/use-bed';
import { useEditor } from './support/use-editor';

/** The palette as the package adds to it, in its order: types and labels. */
const PALETTE = [
  {
    category: 'iNode',
    nodes: {
      'inode-changes': 'iNode changes',
      'inode-devices': 'iNode devices',
      'inode-geojson': 'iNode GeoJSON',
      'inode-quality': 'iNode quality',
      'inode-links': 'iNode links',
      'inode-request': 'iNode request',
    },
  },
  { category: 'InnerSpace', nodes: { 'innerspace-query': 'InnerSpace query' } },
  { category: 'Refinitiv RDP', nodes: { 'rdp-request': 'RDP request' } },
];

/** What each node shows on the canvas before anybody has opened it. */
const NODES = [
  { type: 'inode-links', label: 'iNode links', outputs: 1, account: true },
  { type: 'inode-devices', label: 'iNode devices', outputs: 1, account: true },
  { type: 'inode-changes', label: 'iNode changes', outputs: 3, account: false },
  { type: 'inode-geojson', label: 'iNode GeoJSON', outputs: 1, account: false },
  { type: 'inode-quality', label: 'iNode quality', outputs: 3, account: false },
  { type: 'inode-request', label: 'iNode request', outputs: 1, account: true },
  { type: 'innerspace-query', label: 'InnerSpace query', outputs: 1, account: true },
  { type: 'rdp-request', label: 'RDP request', outputs: 1, account: true },
];

/** The first one of the README. */
const EXAMPLE = 'Links every minute';

/** What people look for, and what they are to find. */
const SEARCHES: readonly [words: string, type: string][] = [
  ['smats', 'inode-links'],
  ['inode pulse', 'inode-devices'],
  ['travel time', 'inode-links'],
  ['sensor', 'inode-devices'],
  ['map', 'inode-geojson'],
  ['graphql', 'innerspace-query'],
  ['refinitiv', 'rdp-request'],
];

describe('the palette', () => {
  const bed = useBed();
  const editor = useEditor(bed);

  it('has the nodes without a reload when the package was uploaded', async () => {
    for (const { category, nodes } of PALETTE) {
      // Node-RED notifies the editor of new nodes some time after the upload.
      for (const type of Object.keys(nodes)) await editor.current.paletteNode(type).waitFor();
      assert.deepEqual(await nodesUnder(editor.current, category), nodes);
    }
  });

  it('says what a category is for', async () => {
    for (const { category } of PALETTE) {
      await editor.current.page.locator('.red-ui-palette-header', { hasText: category }).hover();
      await editor.current.page.locator('.red-ui-popover-content', { hasText: 'iNode' }).waitFor();
      await editor.current.page.locator('#red-ui-palette-search input').hover();
      await editor.current.page.locator('.red-ui-popover-content').waitFor({ state: 'detached' });
    }
  });

  it('finds a node by what people look for', async () => {
    const filter = editor.current.page.locator('#red-ui-palette-search input');
    for (const [words, type] of SEARCHES) {
      await typeInto(filter, 'no such node');
      await editor.current.paletteNode(type).waitFor({ state: 'hidden' });
      await typeInto(filter, words);
      await editor.current.paletteNode(type).waitFor();
    }
    await typeInto(filter, '');
  });

  it('offers a node in quick-add by what people look for', async () => {
    const { page } = editor.current;
    const search = page.locator('#red-ui-type-search-input');
    await clickUntil(page.locator('#red-ui-workspace-chart'), search, {
      modifiers: ['Control'],
      position: { x: 500, y: 100 },
    });
    for (const [words, type] of SEARCHES) {
      const result = page.locator('.red-ui-search-result', { hasText: `(${type})` });
      await typeInto(search, 'no such node');
      await result.waitFor({ state: 'hidden' });
      await typeInto(search, words);
      await result.waitFor();
    }
    await page.keyboard.press('Escape');
    await page.locator('#red-ui-type-search').waitFor({ state: 'hidden' });
    // Node-RED 5 has shown there what would be added.
    await editor.current.nodes.first().waitFor({ state: 'detached' });
  });

  for (const { type, label, outputs, account } of NODES) {
    it(`gives ${type} to the canvas, with its label, its ports and, if need be, the wish for an account`, async () => {
      const count = await editor.current.nodes.count();
      await editor.current.drag(type, { x: 300, y: 280 + 60 * count });
      const node = editor.current.nodes.nth(count);
      await node.waitFor();
      assert.equal(await node.locator('.red-ui-flow-node-label-text').innerHTML(), label);
      assert.equal(await node.locator('.red-ui-flow-port-input').count(), 1);
      assert.equal(await node.locator('.red-ui-flow-port-output').count(), outputs);
      if (account) assert.match(await editor.current.problemsOf(node), /Account/);
      else await editor.current.comesToBe(node, 'right');
    });
  }

  it('is eight clicks from sample data', async () => {
    // Nodes without an account are not to be in the way of the deploy.
    const { page } = await bed.current.open();
    const clicks = await countClicks(page);
    await page.locator('#red-ui-header-button-sidemenu').click();
    await page.locator('#menu-item-import').click();
    const examples = page.locator('#red-ui-clipboard-dialog-import-tab-examples');
    await page.locator('#red-ui-clipboard-dialog-import-tabs a[href$="-examples"]').click();
    for (const name of ['@inode-flows/node-red-inode', EXAMPLE]) {
      await examples.getByText(name, { exact: true }).click();
    }
    await page.locator('#red-ui-clipboard-dialog-ok').click();
    await page.locator('#red-ui-clipboard-dialog-ok').waitFor({ state: 'hidden' });
    await page.locator('#red-ui-workspace-tabs .red-ui-tab', { hasText: EXAMPLE }).click();
    await page.locator('#red-ui-header-button-deploy').click();
    const status = page.locator('.red-ui-flow-node-status-label');
    await status.filter({ hasText: /^24 links, .*, sample$/ }).waitFor();
    assert.equal(await clicks(), 8);
  });
});

/** Counts the clicks of a person from now on. */
async function countClicks(page: Page): Promise<() => Promise<number>> {
  const count = await page.evaluateHandle(() => {
    const clicks = { count: 0 };
    // A click that a program makes does not count.
    const note = ({ isTrusted }: Event): void => {
      if (isTrusted) clicks.count++;
    };
    document.addEventListener('click', note, true);
    return clicks;
  });
  return () => count.evaluate((clicks) => clicks.count);
}

/** Node-RED's search fields listen for keys. */
async function typeInto(field: Locator, text: string): Promise<void> {
  await field.fill(text);
  await field.press('End');
}

/** The nodes under a category: type and label. */
async function nodesUnder(editor: Editor, category: string): Promise<Record<string, string>> {
  const place = editor.page.locator('.red-ui-palette-category', {
    has: editor.page.locator('.red-ui-palette-header').getByText(category, { exact: true }),
  });
  const nodes = await place.locator('.red-ui-palette-node').all();
  const entries = nodes.map(
    async (node): Promise<[string, string]> => [
      (await node.getAttribute('data-palette-type')) ?? '',
      // Long labels take two lines.
      (await node.innerText()).replaceAll('\n', ' '),
    ],
  );
  return Object.fromEntries(await Promise.all(entries));
}
