import type { Node, NodeAPI, NodeMessageInFlow } from 'node-red';
import type { Signal } from '../../../src/abort';
import { ServiceError } from '../../../src/errors';
import { announceConsumer, findProviders, hasTickLoop } from './wires';

/** Milliseconds that a node which has never got a tick waits for its first one. */
const FIRST_TICK = 10_000;

/** Milliseconds between a message and its tick at the most. */
const NEXT_TICK = 600_000;

/** How the next nodes slow down the messages of a list. */
export interface BackPressure {
  /** Whether each message waits for a tick. */
  isOn(): boolean;
  /**
   * Resolves when the next message may leave.
   *
   * @throws {ServiceError} NO_TICK when nobody asks for it; the signal's reason when aborted
   */
  ready(): Promise<void>;
  /** A message has left. */
  sent(): void;
}

/** The hooks of several lists need names of their own. */
let lists = 0;

/**
 * The ticks that a node gets: messages with a truthy `msg.tick`, each of which asks
 * for the next message of a list. This is the back-pressure of
 * node-red-contrib-postgresql.
 */
export class Ticks {
  /** Whether somebody sends them. */
  #areKnown = false;
  /** How many are to come before the next message leaves. */
  #missing = 0;
  /** Lists that are on their way. */
  #lists = 0;
  readonly #waiting = new Set<() => void>();

  constructor(
    private readonly RED: NodeAPI,
    private readonly node: Node,
  ) {
    Object.assign(node, { tickConsumer: true });
    announceConsumer(RED, node);
  }

  /** Takes a message that is a tick, and so not a trigger. */
  take({ tick }: NodeMessageInFlow & { tick?: unknown }): boolean {
    if (!tick) return false;
    this.#areKnown = true;
    this.#count();
    return true;
  }

  /** Sends a list one message for each tick; if no node sends ticks, as fast as it arrives. */
  async withBackPressure<T>(
    signal: Signal,
    send: (backPressure: BackPressure) => Promise<T>,
  ): Promise<T> {
    const { RED, node } = this;
    // A deploy that leaves this node as it is has replaced what the flows say of it.
    announceConsumer(RED, node);
    const providers = findProviders(RED, node);
    const hook = `onComplete.inode-ticks-${lists++}`;
    if (providers.length > 0) {
      // It gives no tick for a message that it has failed with.
      RED.hooks.add(hook, (event) => {
        if (event.error !== undefined && providers.includes(event.node.id)) this.#count();
      });
    }
    this.#lists++;
    try {
      return await send(this.#backPressureOf(providers.length, signal));
    } finally {
      this.#lists--;
      // What is still to come for this list is not waited for by the next one.
      if (this.#lists === 0) this.#missing = 0;
      if (providers.length > 0) RED.hooks.remove(hook);
    }
  }

  #backPressureOf(providers: number, signal: Signal): BackPressure {
    const areKnown = (): boolean => this.#areKnown;
    let areExpected = providers > 0 || hasTickLoop(this.RED, this.node);
    const ready = async (): Promise<void> => {
      while (this.#missing > 0) {
        const isTick = await this.#next(areKnown() ? NEXT_TICK : FIRST_TICK, signal);
        if (isTick) continue;
        this.#missing = 0;
        areExpected = false;
        if (!areKnown()) return;
        // Nothing is expected any more: the next list is not held up again.
        this.#areKnown = false;
        throw new ServiceError('NO_TICK');
      }
    };
    return {
      isOn: () => areExpected || areKnown(),
      ready,
      sent: () => {
        if (areExpected || areKnown()) this.#missing = Math.max(1, providers);
      },
    };
  }

  /** Waits for a tick; `false` when the time is over. */
  #next(ms: number, signal: Signal): Promise<boolean> {
    signal.throwIfAborted();
    return new Promise((resolve, reject) => {
      const end = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(onTick);
        forget();
      };
      const onTick = (): void => {
        end();
        resolve(true);
      };
      const timer = setTimeout(() => {
        end();
        resolve(false);
      }, ms);
      this.#waiting.add(onTick);
      const forget = signal.onAbort(() => {
        end();
        reject(signal.reason);
      });
    });
  }

  #count(): void {
    this.#missing = Math.max(0, this.#missing - 1);
    for (const onTick of this.#waiting) onTick();
  }
}
