import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { useFakeTimers } from 'sinon';
import { startSimulator } from '../../simulator/index';
import { AdminApi } from '../support/admin-api';
import { demoEnvironment, readDemoFlow } from '../support/demo';
import { readDemoTabs } from '../support/demo-tabs';
import type { FlowNode } from '../support/flow-node';
import { startTemporaryNodeRed } from '../support/temporary-node-red';
import { thirdPartyEnvironment } from '../support/third-party';
import { openPage } from './open-page';
import { CITY_ZONE, MOVED_CLOCK, RUSH_HOUR } from './rush-hour';
import { LAND, startStreetMap } from './street-map';

const MINUTE = 60_000;

/** A Wednesday morning in the simulated city, from five o'clock. */
const MORNING = Date.parse('2026-03-04T10:00:00Z');

/** Noon, by which the chart has the complete rush hour. */
const NOON = Date.parse('2026-03-04T17:00:00Z');

/** Minutes between two polls: a line of every minute would tremble. */
const STEP = 5;

/** What GitHub and npm show a picture in, as wide as it is. */
const WIDTH = 880;

/** Between the tiles of the map, its own background shows, or both tiles do. */
const STYLE = `
  .leaflet-container { background: ${LAND} !important; }
  .leaflet-tile { mix-blend-mode: normal !important; }
`;

/** Milliseconds that a page gets to draw what it has. */
const SETTLE = 2_000;

/**
 * Takes the pictures of the pages that the map's and the dashboard's example
 * show. The nodes of others must be installed.
 *
 * @param images existing folder
 */
export async function photographPages(browser: Browser, images: string): Promise<void> {
  const clock = useFakeTimers({ now: MORNING, toFake: ['Date'] });
  const simulator = await startSimulator();
  const streets = await startStreetMap();
  const nodeRed = await startTemporaryNodeRed({
    nodeRed: process.env['NODE_RED'] ?? 'node-red',
    installed: true,
    env: {
      ...demoEnvironment(simulator),
      ...thirdPartyEnvironment(),
      ...MOVED_CLOCK,
      TZ: CITY_ZONE,
    },
  });
  const { url } = nodeRed.process;
  const api = new AdminApi(url);
  const setTime = (time: number): void => {
    clock.setSystemTime(time);
    nodeRed.process.sendMessage(JSON.stringify({ now: time }));
  };

  const onStreets = (node: FlowNode): FlowNode =>
    node.type === 'worldmap'
      ? {
          ...node,
          layer: 'Custom',
          mapname: 'Streets',
          mapurl: streets.tiles,
          mapopt: '{"maxZoom":19,"attribution":"streets of the sample city"}',
        }
      : node;

  const flow = [
    ...(await readDemoFlow()),
    ...(await readDemoTabs()).map(forThePicture).map(onStreets),
  ];

  async function photograph(path: string, name: string, height: number): Promise<void> {
    const page = await openPage(browser, { width: WIDTH, height });
    await page.goto(new URL(path, url).href);
    await page.waitForTimeout(SETTLE);
    await page.addStyleTag({ content: STYLE });
    await page.waitForTimeout(SETTLE);
    await page.screenshot({ path: join(images, name) });
    await page.close();
  }

  try {
    await api.deploy(flow);
    for (let time = MORNING; time <= NOON; time += STEP * MINUTE) {
      setTime(time);
      await poll(api, flow);
    }
    await photograph('dashboard/links', 'dashboard.png', 768);
    setTime(RUSH_HOUR);
    await poll(api, flow);
    await photograph('worldmap', 'map.png', 640);
  } finally {
    await nodeRed.close();
    await streets.close();
    await simulator.close();
    clock.restore();
  }
}

/**
 * The chart drops what is older than a day, and for Node-RED this day is long over. Its legend
 * takes texts for narrower than this machine draws them.
 */
function forThePicture(node: FlowNode): FlowNode {
  return node.type === 'ui-chart'
    ? { ...node, removeOlder: '0', chartOptions: { legend: { formatter: '{name}   ' } } }
    : node;
}

async function poll(api: AdminApi, flow: readonly FlowNode[]): Promise<void> {
  const polls = flow.filter(({ type, repeat }) => type === 'inject' && repeat !== '');
  for (const { id } of polls) await api.inject(id);
}
