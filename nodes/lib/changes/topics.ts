/** How many topics are remembered, and for how many days since they were in use. */
export interface TopicLimits {
  readonly topics: number;
  readonly days: number;
}

const DAY = 86_400_000;

/** The topics of a node, the one that was in use longest ago first. */
export class Topics {
  #usedAt = new Map<string, number>();

  /** @param kept when each was in use, milliseconds since 1970; 0 where that is not known: from now on */
  constructor(kept: ReadonlyMap<string, number> = new Map()) {
    const now = Date.now();
    const known = [...kept].map(([topic, at]) => [topic, at === 0 ? now : at] as const);
    this.#usedAt = new Map(known.toSorted(([, a], [, b]) => a - b));
  }

  /** Notes that a topic is in use; returns those that are to be forgotten, and why. */
  use(topic: string, { topics, days }: TopicLimits): { old: string[]; tooMany: string[] } {
    const now = Date.now();
    this.#usedAt.delete(topic);
    const old = [...this.#usedAt].filter(([, at]) => now - at > days * DAY).map(([each]) => each);
    this.forget(old);
    const tooMany = [...this.#usedAt.keys()].slice(0, Math.max(0, this.#usedAt.size + 1 - topics));
    this.forget(tooMany);
    this.#usedAt.set(topic, now);
    return { old, tooMany };
  }

  get all(): string[] {
    return [...this.#usedAt.keys()];
  }

  forget(topics: readonly string[]): void {
    for (const topic of topics) this.#usedAt.delete(topic);
  }
}
