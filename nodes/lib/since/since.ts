import type { Node, NodeAPI } from 'node-red';
import type { Query } from '../../../src/http/url';
import type { Inode } from '../../../src/services/inode';
import type { SinceRules } from '../../../src/since/since-list';
import { checkSince, checkSinceOverlap } from '../../list-rules';
import type { SinceSettings } from '../../settings';
import type { Job } from '../account/working-node';
import { openContextStore } from '../context-store';
import { propertyPath } from '../property-path';
import { assertKept, text } from '../saved-values';
import { SerialQueue } from '../serial-queue';
import { cursorKey, forgetCursor, readCursor, writeCursor } from './cursors';
import { NewItems } from './new-items';

/** What a node with lists saves, as far as it matters here. */
interface Settings {
  readonly server: string;
  readonly key: string;
  readonly since: Partial<SinceSettings> | null;
}

/** What the settings want. */
interface Wanted extends SinceRules {
  readonly parameter: string;
  readonly storeName: string;
}

/** The lists of a node are read one after the other: each must find what the one before it left. */
const queues = new WeakMap<Node, SerialQueue>();

/**
 * Reads and sends a list: where the settings say so, only what is new of it. What is known is
 * that of the node, the account's address and the path; a message with `reset` forgets it.
 *
 * @param path which list of the account it is
 * @param send gets the query, and what separates new items from old ones
 * @returns what the status shows then
 * @throws {ServiceError} CONFIG_INVALID, STORE_FAILED
 */
export async function sendSince(
  RED: NodeAPI,
  { node, settings, service, msg, caller, translate }: Job<Settings, Inode>,
  path: string,
  query: Query,
  send: (query: Query, newItems?: NewItems) => Promise<string>,
): Promise<string> {
  const wanted = readSince(RED, settings);
  if (wanted === undefined) return send(query);
  return queueOf(node).run(async () => {
    caller.signal.throwIfAborted();
    const store = openContextStore(RED, node, wanted.storeName);
    const key = cursorKey(settings.server, service.address, path.trim().replace(/^\/+/, ''));
    if ('reset' in msg) {
      await forgetCursor(store, key);
      return translate('status.forgotten');
    }
    const newItems = new NewItems(await readCursor(store, key), wanted, (state) =>
      writeCursor(store, key, state),
    );
    const { from } = newItems;
    if (from === undefined) return send(query, newItems);
    const others = query.filter(([name]) => name !== wanted.parameter);
    return send([...others, [wanted.parameter, String(from)]], newItems);
  });
}

/**
 * How the settings define what is new; nothing where all items are wanted.
 *
 * @throws {ServiceError} CONFIG_INVALID
 */
function readSince(RED: NodeAPI, { since, key }: Settings): Wanted | undefined {
  const { field = '', parameter = '', overlap = '', store = '' } = since ?? {};
  const [name, margin] = [text(parameter).trim(), text(overlap).trim()];
  assertKept(checkSince(text(field).trim(), name));
  if (name === '') return undefined;
  assertKept(checkSinceOverlap(margin));
  const keyPath = propertyPath(RED, key);
  return {
    field: propertyPath(RED, field),
    ...(keyPath.length > 0 && { key: keyPath }),
    overlap: Number(margin),
    parameter: name,
    storeName: text(store).trim(),
  };
}

function queueOf(node: Node): SerialQueue {
  const known = queues.get(node);
  if (known !== undefined) return known;
  const queue = new SerialQueue();
  queues.set(node, queue);
  // The next node finds what this one is about to note.
  node.on('close', (done: () => void) => void queue.idle().then(done));
  return queue;
}
