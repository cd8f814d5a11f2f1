import type { Node, NodeAPI, NodeDef, NodeMessageInFlow } from 'node-red';
import { runInSlices } from '../../../src/event-loop/in-slices';
import { asRecord } from '../../../src/json-value';
import { report } from '../../../src/quality/availability';
import { judgeList, readState, type State } from '../../../src/quality/judge-list';
import { alarmOf, type Level, levelOf } from '../../../src/quality/state-of-all';
import { QUALITY_DEFAULTS, type QualitySettings } from '../../settings';
import { servePaths } from '../admin/serve-paths';
import { Sequences, type Whole } from '../changes/sequences';
import { SerialQueue } from '../changes/serial-queue';
import { type ContextStore, openContextStore } from '../changes/store';
import { topicKey, topicOf } from '../changes/topic';
import { assertSucceeded } from '../changes/whole';
import { handleInput, type Run } from '../handle-input';
import { text } from '../saved-values';
import { sendEach } from '../send-each';
import { createTranslate } from '../translate';
import { type Clock, itemMessages, listMessages, type Sent } from './messages';
import { readQualityRules, readSilence } from './rules';
import { Silence } from './silence';

/** How the keys of the node's context begin. */
const HEAD = 'quality_';

/** Topics that are remembered; where there are more, the one that was in use longest ago is forgotten. */
const MAX_TOPICS = 1_000;

/** Registers the node that tells which items of a list are fit for use. */
export function registerQualityNode(RED: NodeAPI): void {
  const seenBy = servePaths(RED, 'inode-quality');
  function QualityNode(this: Node, saved: NodeDef & Partial<QualitySettings>): void {
    RED.nodes.createNode(this, saved);
    const settings = { ...QUALITY_DEFAULTS, ...saved };
    const translate = createTranslate(RED);
    const noteItems = seenBy(this);
    const sequences = new Sequences();
    const openStore = () => openContextStore(RED, this, text(settings.store));
    const written = new Map<string, State>();
    /** How the lists were, by their topics; a silence counts as well. */
    const levels = new Map<string, Level>();
    const silence = openSilence(settings, (topic, since) => {
      const before = topic === undefined ? undefined : levels.get(topic);
      if (topic !== undefined) levels.set(topic, 'silent');
      const nothing = { count: 0, fit: 0, unfit: 0 };
      const payload = alarmOf(before, 'silent', since.getTime(), nothing);
      this.send([null, null, { payload, ...(topic && { topic }) }]);
      this.status({ fill: 'red', shape: 'ring', text: translate('status.silent') });
    });

    const forget = async (store: ContextStore, topics: readonly string[]): Promise<void> => {
      for (const topic of topics) {
        sequences.forget(topic);
        silence?.forget(topic);
        levels.delete(topic);
        written.delete(topic);
      }
      await store.write(new Map(topics.map((topic) => [HEAD + topicKey(topic), undefined])));
    };

    const judge = async (
      topic: string,
      { list, inode }: Whole,
      signal: AbortSignal,
    ): Promise<Sent> => {
      const rules = readQualityRules(RED, settings);
      const store = openStore();
      const [value] = await store.read([HEAD + topicKey(topic)]);
      // What this node has written itself need not be looked through again.
      const kept = value === written.get(topic) ? written.get(topic) : readState(value);
      const { now, clock } = clockOf(inode);
      const judged = await runInSlices(judgeList(kept, list, rules, now), signal);
      signal.throwIfAborted();
      const quality = { ...judged.quality, clock };
      const level = levelOf(quality);
      const alarm = alarmOf(levels.get(topic) ?? kept?.level, level, now, quality);
      const state = { ...judged.state, level };
      written.delete(topic);
      written.set(topic, state);
      const [oldest = ''] = written.keys();
      if (written.size > MAX_TOPICS) await forget(store, [oldest]);
      await store.write(new Map([[HEAD + topicKey(topic), state]]));
      levels.set(topic, level);
      return { judged, quality, alarm };
    };

    const run: Run = async (msg, send, { signal, ready }) => {
      signal.throwIfAborted();
      const topic = topicOf(msg);
      if ('reset' in msg) {
        const store = openStore();
        if (topic === '') {
          // Also those that this process does not know.
          const keys = (await store.keys()).filter((key) => key.startsWith(HEAD));
          await store.write(new Map(keys.map((key) => [key, undefined])));
        }
        await forget(store, topic === '' ? [...levels.keys()] : [topic]);
        return translate('status.forgotten');
      }
      if (wantsReport(msg)) {
        const { zone } = readQualityRules(RED, settings);
        const [value] = await openStore().read([HEAD + topicKey(topic)]);
        const kept = readState(value);
        const { forgotten = 0, hours = [], items = [] } = kept ?? {};
        const payload = await runInSlices(report({ forgotten, hours }, items, zone), signal);
        await ready;
        send([null, null, Object.assign(msg, { payload })]);
        return translate('status.reported');
      }
      assertSucceeded(msg);
      const isItem = msg.parts !== undefined && !Array.isArray(msg.payload);
      const collected = sequences.collect(topic, msg);
      if (collected.kind === 'late') return translate('status.late');
      if (collected.kind === 'part') {
        const { received, count } = collected.progress;
        return translate('status.collecting', { received, count: count ?? '?' });
      }
      if (Array.isArray(collected.list)) noteItems(collected.list);
      const sent = await judge(topic, collected, signal);
      silence?.heard(topic);
      await ready;
      const messages = isItem
        ? itemMessages(msg, sent, RED.util)
        : [listMessages(msg, sent, RED.util)];
      await sendEach(messages, send);
      const { fit, count } = sent.quality;
      return { text: translate('status.fit', { fit, count }), isDoubtful: fit < count };
    };

    // A store may take its time: each list must find what the one before it left.
    const queue = new SerialQueue();
    handleInput(this, translate, (...input) => queue.run(() => run(...input)));
    this.on('close', (done: () => void) => {
      silence?.close();
      void queue.idle().then(done);
    });
  }
  RED.nodes.registerType('inode-quality', QualityNode);
}

/** A limit that cannot be read is told with the first list. */
function openSilence(
  settings: QualitySettings,
  onSilence: ConstructorParameters<typeof Silence>[1],
): Silence | undefined {
  try {
    const patience = readSilence(settings);
    return patience === undefined ? undefined : new Silence(patience, onSilence);
  } catch {
    return undefined;
  }
}

/** The time of a list: by the service's clock where it is known, since the one of a small box may be years off. */
function clockOf(inode: unknown): { readonly now: number; readonly clock: Clock } {
  const { serviceTime } = asRecord(inode);
  const now = typeof serviceTime === 'string' ? Date.parse(serviceTime) : Number.NaN;
  return Number.isNaN(now) ? { now: Date.now(), clock: 'local' } : { now, clock: 'service' };
}

function wantsReport(msg: NodeMessageInFlow & { report?: unknown }): boolean {
  return msg.report !== undefined && msg.report !== false && msg.report !== null;
}
