import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { useNodeRed } from './support/use-node-red';
import { usePage } from './support/use-page';
import { whenServed } from './support/when-served';

/** What a device must be called to run a script in the map's context menu. */
const HOSTILE =
  "x&quot;);document.title=&quot;owned&quot;;(&quot;\\x22`${name}\n<img src=x onerror=alert(1)>'";

const square = [
  [0, 0],
  [4, 0],
  [4, 4],
  [0, 4],
  [0, 0],
];
const hole = [
  [1, 1],
  [1, 3],
  [3, 3],
  [3, 1],
  [1, 1],
];
const line = [
  [6, 0],
  [10, 4],
];

const at = (east: number, north: number) => (position: number[]) => [
  (position[0] ?? 0) + east,
  (position[1] ?? 0) + north,
];

const ITEMS = [
  { id: 1, name: 'point', status: 'up', lat: -4, lon: 2 },
  { id: 2, name: 'line', status: 'up', geometry: { type: 'LineString', coordinates: line } },
  {
    id: 3,
    name: 'lines',
    status: 'up',
    geometry: { type: 'MultiLineString', coordinates: [line.map(at(0, 6)), line.map(at(2, 6))] },
  },
  { id: 4, name: 'area', status: 'up', geometry: { type: 'Polygon', coordinates: [square, hole] } },
  {
    id: 5,
    name: 'areas',
    status: 'up',
    geometry: {
      type: 'MultiPolygon',
      coordinates: [[square.map(at(0, 6))], [square.map(at(-6, 6))]],
    },
  },
  {
    id: 6,
    name: 'points',
    status: 'up',
    geometry: {
      type: 'MultiPoint',
      coordinates: [
        [-5, 1],
        [-3, 3],
      ],
    },
  },
  {
    id: 7,
    name: 'collection',
    status: 'up',
    geometry: {
      type: 'GeometryCollection',
      geometries: [
        { type: 'Point', coordinates: [-8, -4] },
        {
          type: 'LineString',
          coordinates: [
            [-10, -6],
            [-6, -6],
            [-6, -3],
          ],
        },
        { type: 'Polygon', coordinates: [square.map(at(-14, 0))] },
      ],
    },
  },
];

const FLOW = 'shapes';

/** Every shape on the worldmap, as its page shows it. */
describe('the shapes on the map', () => {
  const nodeRed = useNodeRed();
  // Its popups of what is not a point, and its menu, show and then fail: version 5.8.1.
  const page = usePage(["setting 'popped'", "reading 'name'"]);

  async function show(payload: unknown): Promise<void> {
    const { url } = nodeRed.current;
    const response = await fetch(`${url}shapes`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(payload),
    });
    assert(response.ok);
  }

  before(async () => {
    const { api, url } = nodeRed.current;
    const node = (id: string, type: string, settings: object, ...wires: string[]) => ({
      id,
      type,
      z: FLOW,
      x: 0,
      y: 0,
      wires: [wires],
      ...settings,
    });
    const colors = [
      { operator: 'eq', value: 'up', color: '#1a7f37' },
      { operator: 'eq', value: 'down', color: '#cf222e' },
    ];
    await api.deploy([
      { id: FLOW, type: 'tab', label: FLOW },
      node('in', 'http in', { url: '/shapes', method: 'post' }, 'changes', 'answer'),
      node('answer', 'http response', {}),
      node('changes', 'inode-changes', {
        first: 'added',
        wires: [['geojson'], ['geojson'], ['geojson']],
      }),
      node(
        'geojson',
        'inode-geojson',
        { output: 'worldmap', marker: 'fa-circle', colorBy: 'status', colors },
        'map',
      ),
      node('map', 'worldmap', {
        path: '/worldmap',
        lat: '0',
        lon: '0',
        zoom: '5',
        layer: 'None',
        usermenu: 'hide',
        layers: 'hide',
        maplist: '',
        overlist: '',
      }),
    ]);
    await whenServed(`${url}worldmap/worldmap.js`);
  });

  beforeEach(async () => {
    // What the map remembers comes a moment after a page is connected, and would undo what came before.
    const remembered = page.current.waitForEvent('websocket').then((socket) =>
      socket.waitForEvent('framereceived', {
        predicate: ({ payload }) => String(payload).startsWith('a["['),
      }),
    );
    await page.current.goto(`${nodeRed.current.url}worldmap`);
    await remembered;
  });

  afterEach(async () => {
    await show([]);
  });

  it('have the color of their rule, and lose it with the rule', async () => {
    await show(ITEMS);
    await drawn(page.current, 7);
    await screenshot(page.current, 'shapes');
    await page.current.waitForFunction(hasColor('rgb(26, 127, 55)'));
    await show(ITEMS.map((item) => ({ ...item, status: 'down' })));
    await page.current.waitForFunction(hasColor('rgb(207, 34, 46)'));
    await show(ITEMS.map((item) => ({ ...item, status: 'other' })));
    // The map's own color.
    await page.current.waitForFunction(hasColor('rgb(145, 0, 0)'));
  });

  it('are gone when their items are, also for who opens the map later', async () => {
    await show(ITEMS);
    await drawn(page.current, 7);
    await show(ITEMS.slice(0, 1));
    for (const open of [async () => {}, () => page.current.reload()]) {
      await open();
      await page.current.waitForFunction(has({ markers: 1, paths: 0 }));
    }
  });

  it('are drawn once when they become others', async () => {
    const shapes = ITEMS.map((item) => ({ ...item, id: 9, name: 'it' }));
    for (const shape of [...shapes, ...shapes.toReversed()]) await show([shape]);
    await page.current.waitForFunction(has({ markers: 1, paths: 0 }));
    for (const [index, counts] of [
      { markers: 1, paths: 0 },
      { markers: 0, paths: 1 },
      { markers: 0, paths: 1 },
      { markers: 0, paths: 1 },
      { markers: 0, paths: 1 },
      { markers: 2, paths: 0 },
      { markers: 1, paths: 2 },
    ].entries()) {
      await show(shapes.slice(index, index + 1));
      await page.current.waitForFunction(has(counts));
    }
  });

  it('say what they are when they are clicked', async () => {
    await show(ITEMS);
    await drawn(page.current, 7);
    for (const [name, place] of [
      ['point (1)', [-4, 2]],
      ['area (4)', [0.5, 0.5]],
      ['areas (5)', [8, -4]],
      ['points (6)', [1, -5]],
      ['collection (7)', [-4, -8]],
    ] as const) {
      const { x, y } = await pixelOf(page.current, place);
      await page.current.mouse.click(x, y);
      const popup = page.current.locator('.leaflet-popup-content', { hasText: name });
      await popup.waitFor();
      assert.match((await popup.textContent()) ?? '', /status\s*up/);
      await screenshot(page.current, `popup ${name}`);
      // It may cover the next one.
      await page.current.locator('.leaflet-popup-close-button').click();
      await popup.waitFor({ state: 'detached' });
    }
  });

  it('say what they are when the pointer is on a line', async () => {
    await show(ITEMS);
    await drawn(page.current, 7);
    const { x, y } = await pixelOf(page.current, [2, 8]);
    await page.current.mouse.move(x, y);
    await page.current.locator('.leaflet-tooltip', { hasText: 'line (2)' }).waitFor();
  });

  it('run no script, whatever their names are, and can be deleted by the menu of the map', async () => {
    await show(ITEMS.map((item) => ({ ...item, name: HOSTILE, more: HOSTILE })));
    await drawn(page.current, 7);
    for (const [left, place] of [
      [6, [-4, 2]],
      [5, [2, 8]],
      [4, [8, 8]],
    ] as const) {
      const { x, y } = await pixelOf(page.current, place);
      await page.current.mouse.click(x, y, { button: 'right' });
      await screenshot(page.current, `menu ${left}`);
      await page.current.locator('#delbutton').click();
      await page.current.locator('.leaflet-popup').waitFor({ state: 'detached' });
      await drawn(page.current, left);
    }
    const { x, y } = await pixelOf(page.current, [0.5, 0.5]);
    await page.current.mouse.click(x, y);
    await page.current.locator('.leaflet-popup-content', { hasText: 'document.title' }).waitFor();
    await screenshot(page.current, 'hostile');
    assert.notEqual(await page.current.title(), 'owned');
    assert.equal(await page.current.locator('img[src="x"]').count(), 0);
  });
});

/** Takes a picture for who wants to look at it. */
async function screenshot(page: Page, name: string): Promise<void> {
  const folder = process.env['SCREENSHOTS'];
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` });
}

/** Where a latitude and a longitude are in the window. */
async function pixelOf(
  page: Page,
  place: readonly [latitude: number, longitude: number],
): Promise<{ x: number; y: number }> {
  // A popup moves the map to be seen.
  await page.waitForFunction('!map._panAnim?._inProgress');
  const pixel: unknown = await page.evaluate(`(() => {
    const { x, y } = map.latLngToContainerPoint(${JSON.stringify(place)});
    const { left, top } = map.getContainer().getBoundingClientRect();
    return [x + left, y + top];
  })()`);
  assert(Array.isArray(pixel));
  const [x, y]: unknown[] = pixel;
  assert(typeof x === 'number' && typeof y === 'number');
  return { x, y };
}

/** The colors of all there is, as the page has them. */
const COLORS = `[
  ...[...document.querySelectorAll('path.leaflet-interactive')].map((path) => getComputedStyle(path).stroke),
  ...[...document.querySelectorAll('.faicon i')].map((icon) => getComputedStyle(icon).color),
]`;

const hasColor = (color: string): string => `[...new Set(${COLORS})].join() === '${color}'`;

const has = ({ markers, paths }: { markers: number; paths: number }): string =>
  `document.querySelectorAll('.leaflet-marker-icon').length === ${markers} &&
   document.querySelectorAll('path.leaflet-interactive').length === ${paths}`;

/** Waits until all things are there. */
async function drawn(page: Page, things: number): Promise<void> {
  await page.waitForFunction(`Object.keys(allData).length === ${things}`);
}
