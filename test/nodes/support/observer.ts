import { EventEmitter } from 'node:events';
import type { NodeStatus } from 'node-red';
import { runtime } from './node-red';

/** A record that Node-RED hands to its log handlers. */
export interface LogRecord {
  readonly level: number;
  readonly id?: string;
  readonly msg?: unknown;
}

interface StatusEvent {
  readonly id: string;
  /** Missing where the node was removed. */
  readonly status?: NodeStatus;
}

/**
 * Watches what Node-RED shows and logs, at every level, and two things that go
 * wrong behind its back: listeners that pile up, and promises that are rejected
 * without anybody noticing. Those end a Node-RED, but neither this process nor
 * the test: mocha listens to them, and does nothing.
 */
export class Observer {
  readonly log: LogRecord[] = [];
  readonly statuses: StatusEvent[] = [];
  /** Rejections that nobody handled, and warnings of listeners that pile up. */
  readonly problems: unknown[] = [];
  readonly #handler = new EventEmitter();

  constructor() {
    this.#handler.on('log', (record: LogRecord) => this.log.push(record));
    runtime.log.addHandler(this.#handler);
    runtime.events.on('node-status', this.#onStatus);
    process.on('unhandledRejection', this.#onProblem);
    process.on('warning', this.#onWarning);
  }

  /** The statuses that a node has shown, as `fill shape text`; an empty text where it was cleared. */
  statusesOf(id: string): string[] {
    return this.statuses
      .filter((event) => event.id === id)
      .map(({ status: { fill, shape, text } = {} }) =>
        [fill, shape, text].filter((part) => part !== undefined).join(' '),
      );
  }

  /** What was logged as a warning or worse, as text. */
  complaints(): string[] {
    return this.log.filter(({ level }) => level <= runtime.log.WARN).map(({ msg }) => String(msg));
  }

  close(): void {
    runtime.log.removeHandler(this.#handler);
    runtime.events.off('node-status', this.#onStatus);
    process.off('unhandledRejection', this.#onProblem);
    process.off('warning', this.#onWarning);
  }

  readonly #onStatus = (event: StatusEvent): void => {
    this.statuses.push(event);
  };

  readonly #onProblem = (problem: unknown): void => {
    this.problems.push(problem);
  };

  readonly #onWarning = (warning: Error): void => {
    if (warning.name === 'MaxListenersExceededWarning') this.#onProblem(warning);
  };
}
