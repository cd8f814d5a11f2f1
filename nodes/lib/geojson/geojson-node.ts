import type { Node, NodeAPI, NodeDef, NodeMessageInFlow } from 'node-red';
import { ServiceError } from '../../../src/errors';
import { inSlices } from '../../../src/event-loop/in-slices';
import { toFeatures } from '../../../src/geojson/to-features';
import { isTooDeep, MAX_DEPTH } from '../../../src/json-value';
import { because } from '../../../src/reasons';
import { GEOJSON_DEFAULTS, type GeojsonSettings } from '../../settings';
import { handleInput, type SendMessage, type Worker } from '../handle-input';
import { type NodeReasonKey, nodeReason } from '../reasons';
import { createTranslate } from '../translate';
import { readGeojsonRules } from './rules';
import { sendToWorldmap } from './worldmap';

type GeojsonMessage = NodeMessageInFlow & { devices?: unknown };

/** Registers the node that puts lists on the map. */
export function registerGeojsonNode(RED: NodeAPI): void {
  function GeojsonNode(this: Node, saved: NodeDef & Partial<GeojsonSettings>): void {
    RED.nodes.createNode(this, saved);
    const settings = { ...GEOJSON_DEFAULTS, ...saved };
    const translate = createTranslate(RED);

    const run = async (
      msg: GeojsonMessage,
      send: SendMessage,
      { signal, ready }: Worker,
    ): Promise<string> => {
      const rules = readGeojsonRules(RED, settings);
      const items = readItems(msg.payload);
      const devices = readDevices(msg.devices);
      await assertDepth([...items, ...(devices ?? [])], signal);
      const list = await toFeatures(items, devices, rules.features, signal);
      const { features, report } = list;
      const { located, count, reasons } = report;
      if (located === 0 && count > 0) {
        this.warn(translate('problem.noneLocated', { reason: reasons[0] ?? '' }));
      }
      await ready;
      if (rules.output === 'worldmap') {
        await sendToWorldmap({ msg, list, send, util: RED.util, signal }, rules.worldmap);
      } else {
        const payload = { type: 'FeatureCollection', features };
        send(Object.assign(msg, { payload, geojson: report }));
      }
      return translate('status.located', { located, count });
    };
    handleInput(this, translate, run, { showsWork: false });
  }
  RED.nodes.registerType('inode-geojson', GeojsonNode);
}

function readItems(payload: unknown): readonly unknown[] {
  if (Array.isArray(payload)) return payload;
  // A list that is sent item by item.
  if (typeof payload === 'object' && payload !== null) return [payload];
  throw invalid('noListOrObject');
}

function readDevices(devices: unknown): readonly unknown[] | undefined {
  if (devices === undefined || devices === null) return undefined;
  if (Array.isArray(devices)) return devices;
  throw invalid('devicesNoList');
}

/** Refuses what Node-RED could not copy. */
async function assertDepth(items: readonly unknown[], signal: AbortSignal): Promise<void> {
  await inSlices(items, signal, (item) => {
    if (!isTooDeep(item)) return;
    const reason = because('nestedTooDeep', { levels: MAX_DEPTH });
    throw new ServiceError('LIST_INVALID', { reason });
  });
}

function invalid(reason: NodeReasonKey): ServiceError {
  return new ServiceError('LIST_INVALID', { reason: nodeReason(reason) });
}
