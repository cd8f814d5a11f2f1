import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { give, givenNodes } from './support/given';
import { servedDevices, servedLinks } from './support/served';
import { useDate } from './support/use-date';
import { useNodeRed } from './support/use-node-red';
import { usePage } from './support/use-page';
import { whenServed } from './support/when-served';

const EXAMPLE = 'Devices and links on a map (needs worldmap)';

const LINES = 'path.leaflet-interactive';

/** Devices and links on the worldmap. */
describe('the map', () => {
  const nodeRed = useNodeRed();
  const page = usePage();
  // A morning's rush hour, with a device that is offline.
  useDate('2026-03-04T13:14:00Z');

  before(async () => {
    await nodeRed.current.deploy(EXAMPLE, {}, givenNodes);
    await whenServed(`${nodeRed.current.url}worldmap/worldmap.js`);
  });

  beforeEach(async () => {
    const { simulator, url } = nodeRed.current;
    await page.current.goto(`${url}worldmap`);
    const links = await servedLinks(simulator);
    await page.current
      .locator(LINES)
      .nth(links.length - 1)
      .waitFor();
  });

  it('has a point for each device, green while it is live', async () => {
    const devices = await servedDevices(nodeRed.current.simulator);
    const expected = devices.map(({ live_status: status }) =>
      status === 'Live' ? 'rgb(26, 127, 55)' : 'rgb(207, 34, 46)',
    );
    assert.equal(new Set(expected).size, 2);
    const colors = await each(page.current, '.faicon i', 'style.color');
    assert.deepEqual(colors, expected);
  });

  it('has a line for each link, in the color of its speed', async () => {
    const expected = (await servedLinks(nodeRed.current.simulator)).map(({ speed }) =>
      colorOf(speed),
    );
    assert.equal(new Set(expected).size, 4);
    const colors = await each(page.current, LINES, 'attributes.stroke.value');
    assert.deepEqual(colors, expected);
  });

  it('shows the complete network to whoever opens it', async () => {
    const { left, top, right, bottom } = await extent(page.current);
    assert(left >= 0 && top >= 0 && right <= 1280 && bottom <= 900, 'it is cut off');
    assert(right - left > 640 || bottom - top > 450, 'it is far away');
  });

  it('reports what is known of a link when the pointer is on it', async () => {
    const [link] = await servedLinks(nodeRed.current.simulator);
    assert(link !== undefined);
    await page.current.locator(LINES).first().hover({ force: true });
    await page.current.locator('.leaflet-tooltip', { hasText: 'free_flow_speed' }).waitFor();
  });

  it('loses what is gone, and the former name of what has got another one', async () => {
    const { url } = nodeRed.current;
    const location = { lat: 45.4, lon: -75.7 };
    const device = (id: number, name: string) => ({ id, name, live_status: 'Live', location });
    const shown = (names: string) =>
      page.current.waitForFunction(
        `Object.keys(allData).filter((name) => /9[0-9]{3}/.test(name)).sort().join() === '${names}'`,
      );
    await give(url, [device(9001, 'old'), device(9002, 'gone'), device(9003, 'stays')]);
    await shown('gone (9002),old (9001),stays (9003)');
    await give(url, [device(9001, 'new'), device(9003, 'stays')]);
    await shown('new (9001),stays (9003)');
    await page.current.reload();
    await shown('new (9001),stays (9003)');
  });
});

function colorOf(speed: number | null): string {
  if (speed === null) return '#8c959f';
  if (speed < 20) return '#cf222e';
  return speed < 30 ? '#e69f00' : '#1a7f37';
}

/** The part of the window that the points take, in pixels. */
async function extent(page: Page) {
  const points = await page.locator('.faicon').all();
  const boxes = await Promise.all(points.map((point) => point.boundingBox()));
  const found = boxes.filter((box) => box !== null);
  return {
    left: Math.min(...found.map(({ x }) => x)),
    top: Math.min(...found.map(({ y }) => y)),
    right: Math.max(...found.map(({ x, width }) => x + width)),
    bottom: Math.max(...found.map(({ y, height }) => y + height)),
  };
}

/** A text of each element in the page that a selector finds. */
async function each(page: Page, selector: string, property: string): Promise<string[]> {
  const script = `[...document.querySelectorAll('${selector}')].map((found) => found.${property})`;
  const texts: unknown = await page.evaluate(script);
  assert(Array.isArray(texts) && texts.every((text) => typeof text === 'string'));
  return texts;
}
