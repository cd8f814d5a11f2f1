/**
 * A process that asks for what is new of a list as fast as it can, until it is killed. What it
 * sends on it writes to a file, line by line, as a flow would that stores it. What it knows is in
 * Node-RED's own context store of files.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Node } from 'node-red';
import { openContextStore } from '../../nodes/lib/context-store';
import { cursorKey, readCursor, writeCursor } from '../../nodes/lib/since/cursors';
import { NewItems } from '../../nodes/lib/since/new-items';
import { asRecord } from '../../src/json-value';
import { isPollOrder, OVERLAP, type PollOrder } from './poll-protocol';
import { note } from './sent-lists';

const RULES = { field: ['at'], overlap: OVERLAP };

const CONTEXT = '@node-red/runtime/lib/nodes/context';

type Owner = Pick<Node, 'context'>;

/** The context of a node of this process in a store of files. */
async function openOwner(
  dir: string,
): Promise<{ settings: { contextStorage: Record<string, { module: string }> }; node: Owner }> {
  const settings = {
    contextStorage: { file: { module: 'localfilesystem', config: { dir, cache: false } } },
  };
  const loaded: unknown = require(CONTEXT);
  const { init, load, get } = asRecord(loaded);
  assert(typeof init === 'function' && typeof load === 'function' && typeof get === 'function');
  init(settings);
  await load();
  const context: unknown = get('poller', 'tab');
  const node = { context: () => context };
  assert(isOwner(node));
  return { settings, node };
}

function isOwner(node: { context: () => unknown }): node is Owner {
  const { get, set, keys } = asRecord(node.context());
  return [get, set, keys].every((each) => typeof each === 'function');
}

async function poll({ origin, folder }: PollOrder): Promise<void> {
  const { settings, node } = await openOwner(folder);
  const store = openContextStore({ settings }, node, 'file');
  const key = cursorKey('account', origin, 'items/');
  for (;;) {
    const state = await readCursor(store, key);
    const newItems = new NewItems(state, RULES, (next) => writeCursor(store, key, next));
    const query = newItems.from === undefined ? '' : `?since=${newItems.from}`;
    const answer: unknown = await (await fetch(`${origin}/items/${query}`)).json();
    assert(Array.isArray(answer));
    const { items } = await newItems.take({ items: answer, isLast: true }, Date.now());
    if (items.length > 0) note(join(folder, 'sent'), randomUUID(), items);
    await newItems.commit();
  }
}

async function start(): Promise<void> {
  const ordered = once(process, 'message');
  // What takes its time is done before the order comes.
  require(CONTEXT);
  const [order]: unknown[] = await ordered;
  assert(isPollOrder(order));
  await poll(order);
}

process.once('disconnect', () => process.exit());
void start();
