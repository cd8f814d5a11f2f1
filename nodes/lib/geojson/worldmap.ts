import type { NodeAPI, NodeMessageInFlow } from 'node-red';
import type { Signal } from '../../../src/abort';
import { inSlices } from '../../../src/event-loop/in-slices';
import { placeInList } from '../../../src/geojson/map-names';
import { nameBefore } from '../../../src/geojson/name-before';
import type { FeatureList } from '../../../src/geojson/to-features';
import {
  createDeletions,
  createWorldmap,
  type Drawing,
  deletionOf,
  type WorldmapDeletion,
  type WorldmapRules,
  type WorldmapThing,
} from '../../../src/geojson/worldmap';
import type { SendMessage } from '../handle-input';
import { sendEach } from '../send-each';
import { readReport } from './changed-report';
import type { DrawnShapes } from './drawn-shapes';
import type { GeojsonInput, GeojsonMessage } from './input';

export interface WorldmapJob {
  /** The message that came in; it goes on last. */
  readonly msg: GeojsonMessage;
  readonly input: GeojsonInput;
  readonly list: FeatureList;
  readonly send: SendMessage;
  readonly util: Pick<
    NodeAPI['util'],
    'cloneMessage' | 'generateId' | 'normalisePropertyExpression'
  >;
  readonly shapes: DrawnShapes;
  readonly signal: Signal;
}

/** What a message for the map has of its own. */
interface Outgoing {
  readonly payload: WorldmapThing | WorldmapDeletion;
  readonly feature?: Drawing['feature'];
}

/**
 * Sends a message for each thing that leaves the map, and for each feature: the worldmap
 * remembers, for browsers that open later, only what comes alone. The messages are numbered as
 * the core split node does it.
 */
export async function sendToWorldmap(job: WorldmapJob, rules: WorldmapRules): Promise<void> {
  const outgoing = await toOutgoing(job, rules);
  // Every copy would hold them.
  for (const name of ['payload', 'devices', 'feature']) Reflect.deleteProperty(job.msg, name);
  await sendEach(messages(job, outgoing), job.send);
}

function* messages(
  { msg, list, util }: WorldmapJob,
  outgoing: readonly (() => Outgoing)[],
): Generator<NodeMessageInFlow> {
  const count = outgoing.length;
  const outer = msg.parts === undefined ? {} : { parts: msg.parts };
  const id = util.generateId();
  for (const [index, make] of outgoing.entries()) {
    const parts = { ...outer, id, type: 'array', count, index, len: 1 };
    const message = index === count - 1 ? msg : util.cloneMessage(msg);
    yield Object.assign(message, { ...make(), parts, geojson: list.report });
  }
}

/** What is sent, each made just before: the popups of all would need much memory. */
async function toOutgoing(job: WorldmapJob, rules: WorldmapRules): Promise<(() => Outgoing)[]> {
  const { msg, input, list, shapes, signal, util } = job;
  const place = placeInList(msg.parts, input.isAlone);
  const outgoing: (() => Outgoing)[] = [];
  for (const payload of await createDeletions(input.removed, rules, place, signal)) {
    shapes.forget(payload.name);
    outgoing.push(() => ({ payload }));
  }
  await inSlices(input.changed, signal, (report) => {
    const name = nameBefore(readReport(report, util), rules);
    if (name === undefined) return;
    shapes.forget(name);
    outgoing.push(() => ({ payload: deletionOf(name) }));
  });
  const drawings = await createWorldmap(list, rules, place, signal);
  await inSlices(drawings, signal, ({ name, feature, draw }) => {
    if (shapes.isOther(name, feature.geometry))
      outgoing.push(() => ({ payload: deletionOf(name) }));
    outgoing.push(() => ({ payload: draw(), feature }));
  });
  return outgoing;
}
