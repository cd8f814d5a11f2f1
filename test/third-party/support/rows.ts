import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FlowNode } from '../../../scripts/support/flow-node';
import type { Measurement } from './usual';

const QUERY = `
  SELECT name AS link, time * 1000 AS time, travel_time AS travelTime
  FROM travel_times JOIN links ON links.id = travel_times.link_id
`;

/** How often the database is looked at, every fiftieth of a second. */
const ATTEMPTS = 500;

/** Nodes that answer at a path with what a query finds: all rows at `rows`, where nothing else is said. */
export function rowsNodes(flow: readonly FlowNode[], path = 'rows', sql = QUERY): FlowNode[] {
  const mydb = flow.find(({ type }) => type === 'sqlitedb')?.id;
  const [z, query, out] = [`${path}-tab`, `${path}-query`, `${path}-out`];
  return [
    { id: z, type: 'tab', label: path },
    {
      id: `${path}-in`,
      type: 'http in',
      z,
      url: `/${path}`,
      method: 'get',
      wires: [[query]],
    },
    { id: query, type: 'sqlite', z, mydb, sqlquery: 'fixed', sql, wires: [[out]] },
    { id: out, type: 'http response', z, wires: [] },
  ];
}

/** Waits until the database holds these rows and no others. */
export async function rowsAre(url: string, expected: readonly Measurement[]): Promise<void> {
  let found: string[] = [];
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    found = (await readRows(url)).map(textOf).toSorted();
    if (found.length === expected.length) break;
    await sleep(20);
  }
  assert.deepEqual(found, expected.map(textOf).toSorted());
}

async function readRows(url: string): Promise<Measurement[]> {
  const response = await fetch(new URL('rows', url));
  // Node-RED answers a deployment before the flows run.
  if (response.status === 404) return [];
  const rows: unknown = await response.json();
  assertRows(rows);
  return rows;
}

function textOf({ link, time, travelTime }: Measurement): string {
  return `${new Date(time).toISOString()} ${link}: ${travelTime}`;
}

function assertRows(value: unknown): asserts value is Measurement[] {
  assert(Array.isArray(value));
  for (const row of value) {
    assert(typeof row.time === 'number' && typeof row.travelTime === 'number');
  }
}
