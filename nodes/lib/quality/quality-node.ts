import type { Node, NodeAPI, NodeDef, NodeMessageInFlow } from 'node-red';
import { errorText } from '../../error-text';
import { QUALITY_DEFAULTS, type QualitySettings } from '../../settings';
import { servePaths } from '../admin/serve-paths';
import { collectList, type ListCollector } from '../collect/collect-list';
import { Sequences } from '../collect/sequences';
import { topicOf } from '../collect/topic';
import { openContextStore } from '../context-store';
import { toServiceError } from '../flow-error';
import {
  handleInput,
  type Outcome,
  type Run,
  type SendMessage,
  type Worker,
} from '../handle-input';
import { text } from '../saved-values';
import { sendEach } from '../send-each';
import { SerialQueue } from '../serial-queue';
import { createTranslate, type Translate } from '../translate';
import { JudgedTopics } from './judged-topics';
import { itemMessages, listMessages } from './messages';
import { readQualityRules, readSilence } from './rules';
import { Silence } from './silence';

/** A node with what it needs for its messages. */
interface QualityNodeParts extends ListCollector {
  readonly RED: NodeAPI;
  readonly settings: QualitySettings;
  readonly topics: JudgedTopics;
  /** Absent where the alarm about it is off. */
  readonly silence: Silence | undefined;
}

/** Registers the node that checks which items of a list are fit for use. */
export function registerQualityNode(RED: NodeAPI): void {
  const seenBy = servePaths(RED, 'inode-quality');
  function QualityNode(this: Node, saved: NodeDef & Partial<QualitySettings>): void {
    RED.nodes.createNode(this, saved);
    const settings = { ...QUALITY_DEFAULTS, ...saved };
    const translate = createTranslate(RED);
    const noteItems = seenBy(this);
    const sequences = new Sequences();
    const topics = new JudgedTopics(
      () => openContextStore(RED, this, text(settings.store)),
      (topic) => {
        sequences.forget(topic);
        silence?.forget(topic);
      },
    );
    // A store may take its time: each list must find what the one before it left.
    const queue = new SerialQueue();
    const silence = openSilence(this, settings, translate, (topic, since) => {
      const payload = topics.beginSilence(topic, since);
      this.send([null, null, { payload, ...(topic && { topic }) }]);
      this.status({ fill: 'red', shape: 'ring', text: translate('status.silent') });
      if (topic !== undefined) void queue.run(() => topics.keepSilence(topic)).catch(ignore);
    });
    const parts = { RED, node: this, settings, translate, noteItems, sequences, topics, silence };
    handleInput(this, translate, (...input) => queue.run(() => run(parts, ...input)));
    if (silence !== undefined) void queue.run(() => topics.expectLists(silence)).catch(ignore);
    this.on('close', (done: () => void) => {
      silence?.close();
      void queue.idle().then(done);
    });
  }
  RED.nodes.registerType('inode-quality', QualityNode);
}

/** Where the store fails, each list says so. */
function ignore(): void {}

function openSilence(
  node: Node,
  settings: QualitySettings,
  translate: Translate,
  onSilence: ConstructorParameters<typeof Silence>[1],
): Silence | undefined {
  try {
    const maxSilence = readSilence(settings);
    return maxSilence === undefined ? undefined : new Silence(maxSilence, onSilence);
  } catch (error) {
    // Each list is refused for it; but where none comes, nothing else would say so.
    const failure = toServiceError(error);
    node.status({ fill: 'red', shape: 'ring', text: translate(`status.error.${failure.code}`) });
    node.warn(errorText(translate, failure));
    return undefined;
  }
}

/** Does what a message asks for: to forget a topic, to report, or to judge a list. */
async function run(
  parts: QualityNodeParts,
  ...[msg, send, worker]: Parameters<Run>
): ReturnType<Run> {
  const { sequences, topics, translate } = parts;
  worker.signal.throwIfAborted();
  const topic = topicOf(msg);
  if ('reset' in msg) {
    if (topic === '') sequences.forgetAll();
    else sequences.forget(topic);
    await topics.reset(topic);
    return translate('status.forgotten');
  }
  if (!wantsReport(msg)) return judge(parts, topic, msg, send, worker);
  const { zone } = readQualityRules(parts.RED, parts.settings);
  const payload = await topics.report(topic, zone, worker.signal);
  await worker.ready;
  send([null, null, Object.assign(msg, { payload })]);
  return translate('status.reported');
}

function wantsReport(msg: NodeMessageInFlow & { report?: unknown }): boolean {
  return msg.report !== undefined && msg.report !== false && msg.report !== null;
}

/** Judges a list once all of it has come, and sends its items on. */
async function judge(
  parts: QualityNodeParts,
  topic: string,
  msg: NodeMessageInFlow & { parts?: unknown },
  send: SendMessage,
  { signal, ready }: Worker,
): Promise<string | Outcome> {
  const { RED, settings, translate, topics, silence } = parts;
  const isItem = msg.parts !== undefined && !Array.isArray(msg.payload);
  const collected = collectList(parts, topic, msg);
  if (typeof collected === 'string') return collected;
  const rules = readQualityRules(RED, settings);
  readSilence(settings);
  const sent = await topics.judge(topic, collected, rules, signal);
  silence?.heard(topic);
  await ready;
  const messages = isItem ? itemMessages : listMessages;
  await sendEach(messages(msg, sent, RED.util), send);
  const { fit, count } = sent.quality;
  return { text: translate('status.fit', { fit, count }), isDoubtful: fit < count };
}
