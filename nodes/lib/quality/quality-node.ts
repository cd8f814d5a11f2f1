import type { Node, NodeAPI, NodeDef, NodeMessageInFlow } from 'node-red';
import type { Signal } from '../../../src/abort';
import { runInSlices } from '../../../src/event-loop/in-slices';
import { report } from '../../../src/quality/availability';
import { judgeList } from '../../../src/quality/judge-list';
import { alarmOf, type Level, levelOf } from '../../../src/quality/state-of-all';
import { errorText } from '../../error-text';
import { QUALITY_DEFAULTS, type QualitySettings } from '../../settings';
import { servePaths } from '../admin/serve-paths';
import { assertSucceeded } from '../collect/complete-list';
import { type CompleteList, progressValues, Sequences } from '../collect/sequences';
import { topicOf } from '../collect/topic';
import { openContextStore } from '../context-store';
import { toServiceError } from '../flow-error';
import { handleInput, type Run } from '../handle-input';
import { text } from '../saved-values';
import { sendEach } from '../send-each';
import { SerialQueue } from '../serial-queue';
import { createTranslate } from '../translate';
import { KeptCounts } from './kept-counts';
import { ListClock } from './list-clock';
import { itemMessages, listMessages, type Sent } from './messages';
import { readQualityRules, readSilence } from './rules';
import { Silence } from './silence';

/** Registers the node that checks which items of a list are fit for use. */
export function registerQualityNode(RED: NodeAPI): void {
  const seenBy = servePaths(RED, 'inode-quality');
  function QualityNode(this: Node, saved: NodeDef & Partial<QualitySettings>): void {
    RED.nodes.createNode(this, saved);
    const settings = { ...QUALITY_DEFAULTS, ...saved };
    const translate = createTranslate(RED);
    const noteItems = seenBy(this);
    const sequences = new Sequences();
    const clock = new ListClock();
    /** How the lists were, by their topics; a silence counts as well, also one on no topic. */
    const levels = new Map<string | undefined, Level>();
    const counts = new KeptCounts(
      () => openContextStore(RED, this, text(settings.store)),
      (topic) => {
        silence?.forget(topic);
        forget(topic);
      },
    );
    // A store may take its time: each list must find what the one before it left.
    const queue = new SerialQueue();

    const onSilence = (topic: string | undefined, since: Date): void => {
      const before = levels.get(topic);
      levels.set(topic, 'silent');
      const nothing = { count: 0, fit: 0, unfit: 0 };
      const payload = alarmOf(before, 'silent', since.getTime(), nothing);
      this.send([null, null, { payload, ...(topic && { topic }) }]);
      this.status({ fill: 'red', shape: 'ring', text: translate('status.silent') });
      if (topic !== undefined) void queue.run(() => keepSilence(topic)).catch(() => undefined);
    };

    const openSilence = (): Silence | undefined => {
      try {
        const maxSilence = readSilence(settings);
        return maxSilence === undefined ? undefined : new Silence(maxSilence, onSilence);
      } catch (error) {
        // Each list is refused for it; but where none comes, nothing else would say so.
        const failure = toServiceError(error);
        this.status({
          fill: 'red',
          shape: 'ring',
          text: translate(`status.error.${failure.code}`),
        });
        this.warn(errorText(translate, failure));
        return undefined;
      }
    };

    /** Stored, so that after a restart it is not reported again, and its end is. */
    const keepSilence = async (topic: string): Promise<void> => {
      const kept = await counts.read(topic);
      const isOver = levels.get(topic) !== 'silent';
      if (kept !== undefined && !isOver) await counts.write(topic, { ...kept, level: 'silent' });
    };

    /** Lists that came before a restart may have ended in the meantime. */
    const expectLists = async (listening: Silence): Promise<void> => {
      for (const topic of await counts.topics()) {
        const level = (await counts.read(topic))?.level;
        if (level === 'silent') {
          levels.set(topic, level);
          listening.forget(undefined);
        } else if (level !== undefined) listening.expect(topic);
      }
    };

    const forget = (topic: string): void => {
      sequences.forget(topic);
      clock.forget(topic);
      // The end of a silence still has to be reported.
      if (levels.get(topic) !== 'silent') levels.delete(topic);
    };

    const judge = async (
      topic: string,
      { list, inode }: CompleteList,
      signal: Signal,
    ): Promise<Sent> => {
      const rules = readQualityRules(RED, settings);
      readSilence(settings);
      const kept = await counts.read(topic);
      const time = clock.timeOf(topic, inode);
      const judged = await runInSlices(judgeList(kept, list, rules, time.now), signal);
      signal.throwIfAborted();
      const quality = { ...judged.quality, clock: time.clock };
      const level = levelOf(quality);
      const before = levels.get(topic) ?? levels.get(undefined) ?? kept?.level;
      const alarm = alarmOf(before, level, time.now, quality);
      await counts.write(topic, { ...judged.state, level });
      levels.set(topic, level);
      levels.delete(undefined);
      return { judged, quality, alarm };
    };

    const run: Run = async (msg, send, { signal, ready }) => {
      signal.throwIfAborted();
      const topic = topicOf(msg);
      if ('reset' in msg) {
        // Also those that this process does not know.
        const all = topic === '' ? [...(await counts.topics()), ...levels.keys()] : [topic];
        const topics = all.filter((each) => each !== undefined);
        if (topic === '') sequences.forgetAll();
        for (const each of topics) forget(each);
        await counts.forget([...new Set(topics)]);
        return translate('status.forgotten');
      }
      if (wantsReport(msg)) {
        const { zone } = readQualityRules(RED, settings);
        const { forgotten = 0, hours = [], items = [] } = (await counts.read(topic)) ?? {};
        const payload = await runInSlices(report({ forgotten, hours }, items, zone), signal);
        await ready;
        send([null, null, Object.assign(msg, { payload })]);
        return translate('status.reported');
      }
      assertSucceeded(msg);
      const isItem = msg.parts !== undefined && !Array.isArray(msg.payload);
      const collected = sequences.collect(topic, msg);
      const { dropped } = collected;
      if (dropped) this.warn(translate('problem.listDropped', progressValues(dropped)));
      if (collected.kind === 'late') return translate('status.late');
      if (collected.kind === 'part') {
        return translate('status.collecting', progressValues(collected.progress));
      }
      if (Array.isArray(collected.list)) noteItems(collected.list);
      const sent = await judge(topic, collected, signal);
      silence?.heard(topic);
      await ready;
      const messages = isItem ? itemMessages : listMessages;
      await sendEach(messages(msg, sent, RED.util), send);
      const { fit, count } = sent.quality;
      return { text: translate('status.fit', { fit, count }), isDoubtful: fit < count };
    };

    handleInput(this, translate, (...input) => queue.run(() => run(...input)));
    const silence = openSilence();
    if (silence !== undefined) {
      // Where the store fails, each list says so.
      void queue.run(() => expectLists(silence)).catch(() => undefined);
    }
    this.on('close', (done: () => void) => {
      silence?.close();
      void queue.idle().then(done);
    });
  }
  RED.nodes.registerType('inode-quality', QualityNode);
}

function wantsReport(msg: NodeMessageInFlow & { report?: unknown }): boolean {
  return msg.report !== undefined && msg.report !== false && msg.report !== null;
}
