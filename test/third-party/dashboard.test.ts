import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { FlowNode } from '../../scripts/support/flow-node';
import { DebugSidebar } from '../package/debug-sidebar';
import { FlowFile } from '../support/flow-file';
import { nodeNamed } from '../support/node-named';
import { POLLED, polledNodes } from './support/polled';
import { servedLinks } from './support/served';
import { useDate } from './support/use-date';
import { useNodeRed } from './support/use-node-red';
import { usePage } from './support/use-page';
import { whenServed } from './support/when-served';

const MINUTE = 60_000;

/** Pixels that a line has more than a point, at the least. */
const LINE = 300;

/** How often the chart is looked at, every tenth of a second. */
const ATTEMPTS = 100;

/** The chart forgets what is older than a day, and Node-RED knows what the time is. */
const START = Math.floor(Date.now() / MINUTE) * MINUTE - 120 * MINUTE;

const EXAMPLE = 'Links on a dashboard (needs FlowFuse Dashboard 2)';

const CHART = '.nrdb-ui-chart canvas';

/** Links on FlowFuse Dashboard 2. */
describe('the dashboard', () => {
  const nodeRed = useNodeRed();
  const page = usePage();
  const date = useDate(START);

  let flow: FlowNode[];

  before(async () => {
    flow = await nodeRed.current.deploy(EXAMPLE, {}, polledNodes);
    await whenServed(`${nodeRed.current.url}dashboard/`);
  });

  beforeEach(() => page.current.goto(`${nodeRed.current.url}dashboard/links`));

  it('says above the chart how many links there are', async () => {
    const links = await servedLinks(nodeRed.current.simulator);
    const said = new RegExp(`^${links.length} links, fetched at \\d\\d:\\d\\d$`);
    await page.current.getByText(said).waitFor();
  });

  it('shows all links in a table, as they are now', async () => {
    const links = await servedLinks(nodeRed.current.simulator);
    const rows = page.current.locator('tbody tr');
    await rows.nth(links.length - 1).waitFor();
    assert.deepEqual(
      (await rows.allInnerTexts()).map((text) =>
        text
          .split('\t')
          .slice(0, 4)
          .map((cell) => cell.trim()),
      ),
      links.map(({ name, status, travel_time: time, speed }) =>
        [name, status, time ?? '', speed ?? ''].map(String),
      ),
    );
  });

  it('draws a line for each of four links that grows with every poll', async () => {
    const poll = nodeNamed(flow, 'inject', 'every minute');
    const colors = seriesColors(flow);
    await page.current.locator(CHART).waitFor();
    assert.equal(colors.length, 4);
    // After one poll it has its legend and points. With so many more, each link
    // is collected at some of them.
    const before = await drawn(page.current, colors, () => true);
    const sidebar = await DebugSidebar.open(nodeRed.current.url);
    for (const count of [1, 2, 3, 4, 5, 6]) {
      date.set(START + 10 * count * MINUTE);
      await nodeRed.current.api.inject(poll);
      // Polls at the same moment would share an answer, and so its date.
      await sidebar.nth(POLLED, count);
    }
    await sidebar.close();
    await drawn(page.current, colors, (count, index) => count > LINE + (before[index] ?? 0));
  });

  it('says why the chart is empty if the links have no field of its time', async () => {
    const environment = FlowFile.example(EXAMPLE).environment({ TIME: 'measured_at' });
    await nodeRed.current.deploy(EXAMPLE, { tab: environment });
    await whenServed(`${nodeRed.current.url}dashboard/`);
    await page.current.goto(`${nodeRed.current.url}dashboard/links`);
    await page.current.getByText(/^No link has the field measured_at\./).waitFor();
  });
});

function seriesColors(flow: readonly FlowNode[]): string[] {
  const colors: unknown = flow.find(({ type }) => type === 'ui-chart')?.['colors'];
  assert(Array.isArray(colors));
  return colors.slice(0, 4).map(String);
}

/** Waits until the chart has enough pixels of each of the colours, and counts them. */
async function drawn(
  page: Page,
  colors: readonly string[],
  isEnough: (count: number, index: number) => boolean,
): Promise<number[]> {
  await page.locator(CHART).waitFor();
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const counts: unknown = await page.evaluate(countPixels(colors));
    assert(Array.isArray(counts));
    const pixels = counts.map(Number);
    if (pixels.every(isEnough)) return pixels;
    await page.waitForTimeout(100);
  }
  throw new Error('The chart does not show what it should.');
}

/** What a page runs to count the pixels of the chart that have each of the colours. */
function countPixels(colors: readonly string[]): string {
  return `(() => {
    const canvas = document.querySelector('${CHART}');
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    const counts = new Map(${JSON.stringify(colors)}.map((color) => [parseInt(color.slice(1), 16), 0]));
    for (let at = 0; at < data.length; at += 4) {
      const color = (data[at] << 16) | (data[at + 1] << 8) | data[at + 2];
      if (counts.has(color)) counts.set(color, counts.get(color) + 1);
    }
    return [...counts.values()];
  })()`;
}
