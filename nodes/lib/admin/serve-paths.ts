import type { Node, NodeAPI } from 'node-red';
import { isRecord } from '../../../src/json-value';
import { serveEndpoint, textOf } from './endpoint';
import { pathsOf } from './seen-paths';

/** Notes the items of a list that a node has seen, and the devices with them, for the next time that its dialog is open. */
export type NoteItems = (items: readonly unknown[], devices?: readonly unknown[]) => void;

/** What a node saw last. */
interface Seen {
  readonly paths: readonly string[];
  /** Those of the devices that came with a list. */
  readonly devicePaths: readonly string[];
  /** The names of an item that came alone: its like, as a list sends them one by one, has no others. */
  readonly names: string | undefined;
}

/**
 * `POST <type>/paths` with `{id}`, the id of a node in the editor: answers
 * `{paths, devicePaths}`, the paths of the values in the list, and in the devices, that the
 * deployed node saw last: names, and never a value.
 * Of a node in a subflow, whose copies are what runs, it is the copy that saw one last.
 *
 * @returns what each node of the type calls once, to get what it notes its lists with
 */
export function servePaths(RED: NodeAPI, type: string): (node: Node) => NoteItems {
  const seen = new Map<string, Seen>();
  serveEndpoint(RED, type, `${type}/paths`, async ({ body }) => {
    const { paths = [], devicePaths = [] } = seen.get(textOf(body, 'id')) ?? {};
    return { paths, devicePaths };
  });
  return (node) => {
    const id = node._alias ?? node.id;
    // A deploy of other settings forgets nothing.
    node.on('close', (removed: boolean, done: () => void) => {
      if (removed) seen.delete(id);
      done();
    });
    return (items, devices) => {
      // An empty list says nothing of its items.
      if (items.length === 0) return;
      try {
        const names = namesOfOnly(items);
        if (names !== undefined && names === seen.get(id)?.names) return;
        const devicePaths = devices ? pathsOf(devices) : (seen.get(id)?.devicePaths ?? []);
        seen.set(id, { paths: pathsOf(items), devicePaths, names });
      } catch {
        // A getter or a proxy may throw anything; the dialog then offers what was seen before.
      }
    };
  };
}

function namesOfOnly(items: readonly unknown[]): string | undefined {
  const [only] = items;
  return items.length === 1 && isRecord(only) ? Object.keys(only).join('\n') : undefined;
}
