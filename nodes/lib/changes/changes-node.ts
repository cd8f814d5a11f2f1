import type { Node, NodeAPI, NodeDef, NodeMessageInFlow } from 'node-red';
import { Aborter, type Signal } from '../../../src/abort';
import { type Compared, compareList } from '../../../src/changes/compare-list';
import { keyTextOf, rulesOf } from '../../../src/changes/state';
import { runInSlices } from '../../../src/event-loop/in-slices';
import { classOf } from '../../../src/redact';
import { CHANGES_DEFAULTS, type ChangesSettings } from '../../settings';
import { servePaths } from '../admin/serve-paths';
import { collectList, type ListCollector } from '../collect/collect-list';
import { assertComplete } from '../collect/complete-list';
import { type CompleteList, Sequences } from '../collect/sequences';
import { topicOf } from '../collect/topic';
import { openContextStore } from '../context-store';
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
import { createTranslate } from '../translate';
import { DoubtfulLists } from './doubts';
import { toChangeMessages } from './messages';
import { findOvertaken, type Overtaken, readRequestedAt } from './overtaken';
import { readChangesRules, readTopicLimits } from './rules';
import { TopicMemory } from './topic-memory';

/** A node with what it needs for its messages. */
interface ChangesNodeParts extends ListCollector {
  readonly RED: NodeAPI;
  readonly settings: ChangesSettings;
  readonly doubts: DoubtfulLists;
  readonly memory: TopicMemory;
}

/** What is to be undone must be, also when the node closes. */
const NEVER = new Aborter().signal;

/** Registers the node that reports what was added, changed or removed since the last list. */
export function registerChangesNode(RED: NodeAPI): void {
  const seenBy = servePaths(RED, 'inode-changes');
  function ChangesNode(this: Node, saved: NodeDef & Partial<ChangesSettings>): void {
    RED.nodes.createNode(this, saved);
    const settings = { ...CHANGES_DEFAULTS, ...saved };
    const translate = createTranslate(RED);
    const noteItems = seenBy(this);
    const sequences = new Sequences();
    const doubts = new DoubtfulLists(translate, (warning) => this.warn(warning));
    const memory = new TopicMemory(
      () => openContextStore(RED, this, text(settings.store)),
      (topic) => {
        sequences.forget(topic);
        doubts.forget(topic);
      },
      (topics) => this.warn(translate('problem.topicsForgotten', { topics })),
    );
    const parts = { RED, node: this, settings, translate, noteItems, sequences, doubts, memory };
    // A store may take its time: each list must find what the one before it left.
    const queue = new SerialQueue();
    handleInput(this, translate, (...input) => queue.run(() => run(parts, ...input)), {
      showsWork: false,
    });
    this.on('close', (done: () => void) => {
      const keep = queue.idle().then(() => memory.close());
      void keep.catch((error: unknown) => this.warn(classOf(error))).then(done);
    });
  }
  RED.nodes.registerType('inode-changes', ChangesNode);
}

/** Does what a message asks for: to forget a topic, or to compare a list. */
async function run(
  parts: ChangesNodeParts,
  ...[msg, send, worker]: Parameters<Run>
): ReturnType<Run> {
  const { sequences, memory, translate } = parts;
  worker.signal.throwIfAborted();
  const topic = topicOf(msg);
  if (!('reset' in msg)) return takeList(parts, topic, msg, send, worker);
  if (topic === '') {
    sequences.forgetAll();
    await memory.forgetAll();
  } else await memory.forget(topic);
  return translate('status.forgotten');
}

/** Compares a list once all of it has come, and sends what has changed. */
async function takeList(
  parts: ChangesNodeParts,
  topic: string,
  msg: NodeMessageInFlow,
  send: SendMessage,
  { signal, ready }: Worker,
): Promise<string | Outcome> {
  const { RED, node, settings, translate, doubts } = parts;
  const collected = collectList(parts, topic, msg);
  if (typeof collected === 'string') return collected;
  assertComplete(collected.list, collected.inode);
  let outcome: Outcome = { text: '', isDoubtful: false };
  const overtaken = await compare(parts, topic, collected, signal, async (compared) => {
    const { added, changed, removed } = compared.changes;
    const counts = `+${added.length} ~${changed.length} -${removed.length}`;
    const isDoubtful = compared.missing.length > 0 || compared.skipped > 0;
    outcome = { text: doubts.textOf(counts, compared), isDoubtful };
    await ready;
    await sendEach(toChangeMessages(settings.mode, msg, compared, RED.util), send);
  });
  if (overtaken === undefined) return outcome;
  node.warn(translate('problem.listOvertaken', { ...overtaken }));
  return translate('status.overtaken');
}

/**
 * Compares a list with the last one of its topic, and keeps it in the place of that.
 *
 * @param report gets the changes; where it fails, the last list is kept as it was
 * @returns the times of a list that was overtaken, which is not compared
 * @throws {ServiceError} CONFIG_INVALID, LIST_INVALID, STORE_FAILED; what `report` throws
 */
async function compare(
  { RED, settings, doubts, memory }: ChangesNodeParts,
  topic: string,
  { list, inode }: CompleteList,
  signal: Signal,
  report: (compared: Compared) => Promise<void>,
): Promise<Overtaken | undefined> {
  const rules = readChangesRules(RED, settings);
  const lists = await memory.use(topic, readTopicLimits(settings));
  const kept = await lists.read(topic, signal);
  const rulesText = rulesOf(rules);
  const before = kept?.rules === rulesText ? kept : undefined;
  const requestedAt = readRequestedAt(inode);
  const overtaken = findOvertaken(requestedAt, before);
  if (overtaken !== undefined) return overtaken;
  const compared = await runInSlices(compareList(before, list, rules), signal);
  const { state, touched } = compared;
  await lists.write(topic, { ...state, requestedAt }, touched, signal);
  try {
    signal.throwIfAborted();
    doubts.note(topic, compared, { text: rulesText, key: keyTextOf(rules.keys) });
    await report(compared);
  } catch (error) {
    // The node closes: better in its next life all of these changes again than one of them never.
    if (kept === undefined) await lists.forget([topic]);
    else await lists.write(topic, kept, touched, NEVER);
    throw error;
  }
  return undefined;
}
