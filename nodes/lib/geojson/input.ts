import type { NodeMessageInFlow } from 'node-red';
import type { Signal } from '../../../src/abort';
import { ServiceError } from '../../../src/errors';
import { inSlices } from '../../../src/event-loop/in-slices';
import { itemsOf } from '../../../src/geojson/to-features';
import { isRecord, isTooDeep, MAX_DEPTH } from '../../../src/json-value';
import { because } from '../../../src/reasons';
import { valueAt } from '../../../src/value-at';
import type { GeojsonSettings } from '../../settings';
import { type NodeReasonKey, nodeReason } from '../reasons';

/** A message as `inode-geojson` takes it. */
export type GeojsonMessage = NodeMessageInFlow & {
  devices?: unknown;
  parts?: unknown;
  change?: unknown;
};

/** What came in a message. */
export interface GeojsonInput {
  /** What is to be drawn. */
  readonly items: readonly unknown[];
  /** What is to be taken off the map. */
  readonly removed: readonly unknown[];
  /** Reports of changed items: one that is called otherwise now leaves its former name. */
  readonly changed: readonly unknown[];
  readonly devices: readonly unknown[] | undefined;
  /** Whether these are all items of a list, and not an item or a page of it, or its changes. */
  readonly isWhole: boolean;
  /** Whether the message is about one item. */
  readonly isAlone: boolean;
}

/** @throws {ServiceError} LIST_INVALID */
export function readInput(msg: GeojsonMessage, output: GeojsonSettings['output']): GeojsonInput {
  const { payload, change, parts } = msg;
  const devices = readDevices(msg.devices);
  const report = reportIn(payload);
  if (report !== undefined) return { ...report, devices, isWhole: false, isAlone: false };
  const list = itemsOf(payload);
  if (list === undefined) throw invalid('noListOrObject');
  const isAlone = list.length === 1 && list[0] === payload;
  const isWhole = !isAlone && parts === undefined && change === undefined;
  const changed = change === 'changed' ? list : [];
  const input = { devices, isWhole, isAlone, changed };
  // Nothing can be taken out of a FeatureCollection that has left: there it is one of what is gone.
  if (change === 'removed' && output === 'worldmap') return { ...input, items: [], removed: list };
  return { ...input, items: change === 'changed' ? list.map(changedItem) : list, removed: [] };
}

const KINDS: ReadonlySet<string> = new Set(['added', 'changed', 'removed']);

/** What `inode-changes` reports, put together in one object. */
function reportIn(
  payload: unknown,
): Pick<GeojsonInput, 'items' | 'removed' | 'changed'> | undefined {
  if (!isRecord(payload) || Array.isArray(payload)) return undefined;
  const names = Object.keys(payload);
  if (names.length === 0 || !names.every((name) => KINDS.has(name))) return undefined;
  const changed = itemsOf(payload['changed']) ?? [];
  const items = [...(itemsOf(payload['added']) ?? []), ...changed.map(changedItem)];
  return { items, removed: itemsOf(payload['removed']) ?? [], changed };
}

/** The item as it is now. */
function changedItem(report: unknown): unknown {
  return valueAt(report, ['item']) ?? report;
}

function readDevices(devices: unknown): readonly unknown[] | undefined {
  if (devices === undefined || devices === null) return undefined;
  const list = itemsOf(devices);
  if (list === undefined || list[0] === devices) throw invalid('devicesNoList');
  return list;
}

/** @throws {ServiceError} LIST_INVALID for what Node-RED could not copy */
export async function assertDepth(
  { items, removed, devices = [] }: GeojsonInput,
  signal: Signal,
): Promise<void> {
  for (const list of [items, removed, devices]) {
    await inSlices(list, signal, (item) => {
      if (!isTooDeep(item)) return;
      const reason = because('nestedTooDeep', { levels: MAX_DEPTH });
      throw new ServiceError('LIST_INVALID', { reason });
    });
  }
}

function invalid(reason: NodeReasonKey): ServiceError {
  return new ServiceError('LIST_INVALID', { reason: nodeReason(reason) });
}
