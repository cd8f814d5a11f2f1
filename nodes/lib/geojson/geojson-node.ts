import type { Node, NodeAPI, NodeDef } from 'node-red';
import { isFeature } from '../../../src/geojson/is-feature';
import { toFeatures } from '../../../src/geojson/to-features';
import { GEOJSON_DEFAULTS, type GeojsonSettings } from '../../settings';
import { servePaths } from '../admin/serve-paths';
import { handleInput, type Outcome, type SendMessage, type Worker } from '../handle-input';
import { createTranslate } from '../translate';
import { AbsentFields } from './absent-fields';
import { DrawnShapes } from './drawn-shapes';
import { assertDepth, type GeojsonMessage, readInput } from './input';
import { readGeojsonRules } from './rules';
import { sendToWorldmap } from './worldmap';

/** Registers the node that puts lists on the map. */
export function registerGeojsonNode(RED: NodeAPI): void {
  const seenBy = servePaths(RED, 'inode-geojson');
  function GeojsonNode(this: Node, saved: NodeDef & Partial<GeojsonSettings>): void {
    RED.nodes.createNode(this, saved);
    const settings = { ...GEOJSON_DEFAULTS, ...saved };
    const translate = createTranslate(RED);
    const noteItems = seenBy(this);

    const shapes = new DrawnShapes();
    const absentFields = new AbsentFields((field) =>
      this.warn(translate('problem.fieldsMissing', { paths: field })),
    );

    const run = async (
      msg: GeojsonMessage,
      send: SendMessage,
      { signal, ready }: Worker,
    ): Promise<string | Outcome> => {
      const rules = readGeojsonRules(RED, settings);
      const input = readInput(msg, rules.output);
      await assertDepth(input, signal);
      const { items, removed, devices, isWhole } = input;
      noteItems(items.map(fieldsOf), devices?.map(fieldsOf));
      const list = await toFeatures(items, devices, rules.features, signal);
      const { located, count, reasons } = list.report;
      const isLost = located === 0 && count > 0;
      if (isLost) this.warn(translate('problem.noneLocated', { reason: reasons[0] ?? '' }));
      const isJudged = isWhole && !isLost;
      const absent = isJudged && (await absentFields.find(items, rules.named, signal));
      await ready;
      if (rules.output === 'worldmap') {
        const job = { msg, input, list, send, util: RED.util, shapes, signal };
        await sendToWorldmap(job, rules.worldmap);
      } else {
        const payload = { type: 'FeatureCollection', features: list.features };
        send(Object.assign(msg, { payload, geojson: list.report }));
      }
      const text =
        count === 0 && removed.length > 0
          ? translate('status.deleted', { deleted: removed.length })
          : translate('status.located', { located, count });
      if (!absent) return text;
      return { text: translate('status.missing', { text, paths: absent }), isDoubtful: true };
    };
    handleInput(this, translate, run, { showsWork: false });
  }
  RED.nodes.registerType('inode-geojson', GeojsonNode);
}

/** Where the paths of an item begin: those of a feature do at its properties. */
function fieldsOf(item: unknown): unknown {
  return isFeature(item) ? item.properties : item;
}
