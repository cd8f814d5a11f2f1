import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { parse } from 'node:path';
import type { FlowNode } from '../../scripts/support/flow-node';
import { EXAMPLES, FlowFile } from '../support/flow-file';
import type { Editor } from './support/editor';
import { useBed } from './support/use-bed';
import { useEditor } from './support/use-editor';
import { useWindow } from './support/use-window';

/** A common width of a laptop's window. */
const WINDOW = { width: 1400, height: 900 };

/** Pixels between nodes side by side, in which their wire can be seen, and between rows. */
const GAP = { across: 20, down: 10 };

/** The nodes that this package does not bring along, nor Node-RED. */
const OF_OTHERS = /^(sqlite|worldmap|ui-)/;

/** A node on the canvas, in pixels of the window. */
interface Box {
  readonly name: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const NAMES = readdirSync(EXAMPLES).map((file) => parse(file).name);

/** The nodes of each example have the widths that the browser gives to their labels. */
describe('the layout of an example', () => {
  const bed = useBed();
  const editor = useEditor(bed, () => NAMES.flatMap(drawable));

  useWindow(editor, WINDOW);

  for (const name of NAMES) {
    it(`has no node on another, and none under the sidebar: ${name}`, async () => {
      const { boxes, end } = await measure(editor.current, FlowFile.example(name).tab);
      assert(boxes.length > 2, 'the nodes are drawn');
      assert.deepEqual(close(boxes), []);
      assert.deepEqual(
        boxes.filter(({ right }) => right > end).map((box) => box.name),
        [],
        'these are under the sidebar',
      );
    });
  }
});

/** An example whose nodes of others are core ones, which are as wide as their names, too. */
function drawable(name: string): FlowNode[] {
  return FlowFile.example(name)
    .withAccounts({})
    .filter((node) => 'z' in node || !OF_OTHERS.test(node.type))
    .map((node) => (OF_OTHERS.test(node.type) ? { ...node, type: 'change' } : node));
}

/** The nodes of a flow, and where the canvas that can be seen ends. */
async function measure(editor: Editor, tab: string): Promise<{ boxes: Box[]; end: number }> {
  await editor.showTab(tab);
  await editor.nodes.first().waitFor();
  const boxes = await editor.nodes.evaluateAll((nodes) =>
    nodes.map((node) => {
      const { left, top, right, bottom } = (
        node.querySelector('.red-ui-flow-node') ?? node
      ).getBoundingClientRect();
      const name = node.querySelector('.red-ui-flow-node-label-text')?.textContent ?? '';
      return { name, left, top, right, bottom };
    }),
  );
  // The canvas of Node-RED 5 goes on below its sidebar.
  const sidebar = await editor.page.locator('#red-ui-sidebar').boundingBox();
  assert(sidebar);
  return { boxes, end: sidebar.x };
}

/** The pairs of nodes that touch, or are too close to see a wire between them. */
function close(boxes: readonly Box[]): string[] {
  return boxes.flatMap((a, index) =>
    boxes
      .slice(index + 1)
      .filter((b) => isClose(a, b))
      .map((b) => `${a.name}, ${b.name}`),
  );
}

function isClose(a: Box, b: Box): boolean {
  const across = Math.max(a.left, b.left) - Math.min(a.right, b.right);
  const down = Math.max(a.top, b.top) - Math.min(a.bottom, b.bottom);
  return across < GAP.across && down < GAP.down;
}
