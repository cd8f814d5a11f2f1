import type { NodeAPI, NodeMessageInFlow } from 'node-red';
import type { FeatureList } from '../../../src/geojson/to-features';
import { createWorldmap, type WorldmapRules } from '../../../src/geojson/worldmap';
import type { SendMessage } from '../handle-input';
import { sendEach } from '../send-each';

export interface WorldmapJob {
  /** The message that came in; it goes on last. */
  readonly msg: NodeMessageInFlow & { parts?: unknown };
  readonly list: FeatureList;
  readonly send: SendMessage;
  readonly util: Pick<NodeAPI['util'], 'cloneMessage' | 'generateId'>;
  readonly signal: AbortSignal;
}

/**
 * Sends a message for each feature: the worldmap remembers, for browsers that
 * open later, only what comes alone. The messages are numbered as the core split
 * node does it.
 */
export async function sendToWorldmap(
  { msg, list: { features, report }, send, util, signal }: WorldmapJob,
  rules: WorldmapRules,
): Promise<void> {
  const draw = await createWorldmap(features, rules, signal);
  const count = features.length;
  const outer = msg.parts === undefined ? {} : { parts: msg.parts };
  const id = util.generateId();
  // Every copy would hold them.
  for (const name of ['payload', 'devices']) Reflect.deleteProperty(msg, name);
  const messages = function* (): Generator<NodeMessageInFlow> {
    for (const [index, feature] of features.entries()) {
      const parts = { ...outer, id, type: 'array', count, index, len: 1 };
      const message = index === count - 1 ? msg : util.cloneMessage(msg);
      const payload = draw(feature, index);
      yield Object.assign(message, { payload, parts, feature, geojson: report });
    }
  };
  await sendEach(messages(), send);
}
