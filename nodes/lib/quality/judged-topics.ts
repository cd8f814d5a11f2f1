import type { Signal } from '../../../src/abort';
import { runInSlices } from '../../../src/event-loop/in-slices';
import { type Report, report } from '../../../src/quality/availability';
import { judgeList } from '../../../src/quality/judge-list';
import type { Rules } from '../../../src/quality/rules';
import { type Alarm, alarmOf, type Level, levelOf } from '../../../src/quality/state-of-all';
import type { CompleteList } from '../collect/sequences';
import type { ContextStore } from '../context-store';
import { KeptCounts } from './kept-counts';
import { ListClock } from './list-clock';
import type { Sent } from './messages';
import type { Silence } from './silence';

/** What a node knows of the lists of each topic: how they were, and the counts of their items. */
export class JudgedTopics {
  readonly #clock = new ListClock();
  /** How the lists were, by their topics; a silence counts as well, also one on no topic. */
  readonly #levels = new Map<string | undefined, Level>();
  readonly #counts: KeptCounts;

  /**
   * @param openStore throws where there is no such store
   * @param onForget called with each topic that is forgotten because there are too many
   */
  constructor(openStore: () => ContextStore, onForget: (topic: string) => void) {
    this.#counts = new KeptCounts(openStore, (topic) => {
      this.#forget(topic);
      onForget(topic);
    });
  }

  /**
   * Judges a list, and counts its items.
   *
   * @throws {ServiceError} LIST_INVALID, STORE_FAILED; the signal's reason when aborted
   */
  async judge(
    topic: string,
    { list, inode }: CompleteList,
    rules: Rules,
    signal: Signal,
  ): Promise<Sent> {
    const kept = await this.#counts.read(topic);
    const time = this.#clock.timeOf(topic, inode);
    const judged = await runInSlices(judgeList(kept, list, rules, time.now), signal);
    signal.throwIfAborted();
    const quality = { ...judged.quality, clock: time.clock };
    const level = levelOf(quality);
    const before = this.#levels.get(topic) ?? this.#levels.get(undefined) ?? kept?.level;
    const alarm = alarmOf(before, level, time.now, quality);
    await this.#counts.write(topic, { ...judged.state, level });
    this.#levels.set(topic, level);
    this.#levels.delete(undefined);
    return { judged, quality, alarm };
  }

  /**
   * The availability of the items of a topic.
   *
   * @param zone whose hours and days are counted; UTC without one
   * @throws {ServiceError} STORE_FAILED; the signal's reason when aborted
   */
  async report(topic: string, zone: Rules['zone'], signal: Signal): Promise<Report> {
    const { forgotten = 0, hours = [], items = [] } = (await this.#counts.read(topic)) ?? {};
    return runInSlices(report({ forgotten, hours }, items, zone), signal);
  }

  /** Forgets a topic, or all where it is empty. @throws {ServiceError} STORE_FAILED */
  async reset(topic: string): Promise<void> {
    // Also those that this process does not know.
    const all = topic === '' ? [...(await this.#counts.topics()), ...this.#levels.keys()] : [topic];
    const topics = all.filter((each) => each !== undefined);
    for (const each of topics) this.#forget(each);
    await this.#counts.forget([...new Set(topics)]);
  }

  /** No list has come for too long: on a topic, or on any. Returns the alarm. */
  beginSilence(topic: string | undefined, since: Date): Alarm | undefined {
    const before = this.#levels.get(topic);
    this.#levels.set(topic, 'silent');
    return alarmOf(before, 'silent', since.getTime(), { count: 0, fit: 0, unfit: 0 });
  }

  /**
   * Stores a silence, so that after a restart it is not reported again, and its end is.
   *
   * @throws {ServiceError} STORE_FAILED
   */
  async keepSilence(topic: string): Promise<void> {
    const kept = await this.#counts.read(topic);
    const isOver = this.#levels.get(topic) !== 'silent';
    if (kept !== undefined && !isOver)
      await this.#counts.write(topic, { ...kept, level: 'silent' });
  }

  /**
   * Has the lists expected that came before a restart: they may have ended in the meantime.
   *
   * @throws {ServiceError} STORE_FAILED
   */
  async expectLists(silence: Silence): Promise<void> {
    for (const topic of await this.#counts.topics()) {
      const level = (await this.#counts.read(topic))?.level;
      if (level === 'silent') {
        this.#levels.set(topic, level);
        silence.forget(undefined);
      } else if (level !== undefined) silence.expect(topic);
    }
  }

  #forget(topic: string): void {
    this.#clock.forget(topic);
    // The end of a silence still has to be reported.
    if (this.#levels.get(topic) !== 'silent') this.#levels.delete(topic);
  }
}
