import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { stub } from 'sinon';
import { runtime } from '../nodes/support/node-red';
import type { TestBed } from '../nodes/support/test-bed';

/** With hidden fields and whatever errors carry along. */
const IN_FULL = {
  depth: Number.POSITIVE_INFINITY,
  maxArrayLength: Number.POSITIVE_INFINITY,
  maxStringLength: Number.POSITIVE_INFINITY,
  showHidden: true,
} as const;

type Stream = typeof process.stdout | typeof process.stderr;

/** Collects all that a process and its Node-RED show to anybody but the service. */
export class Traces {
  readonly #outside: unknown[] = [];
  /** What nodes gave to `done`: the error objects themselves. */
  readonly #errors: unknown[] = [];
  readonly #release: (() => void)[] = [];

  /** Starts to listen to the process. */
  constructor() {
    const onWarning = (warning: Error): void => {
      this.#outside.push(warning);
    };
    process.on('warning', onWarning);
    runtime.hooks.add('onComplete.traces', ({ error }) => {
      this.#errors.push(error);
    });
    this.#release.push(
      () => process.off('warning', onWarning),
      () => runtime.hooks.remove('*.traces'),
      this.#tap(process.stdout),
      this.#tap(process.stderr),
    );
  }

  /**
   * All of it, with every object in full depth, also those that errors carry along.
   *
   * @param ids the nodes whose messages count.
   */
  textOf({ observer, journal }: TestBed, ids: readonly string[]): string {
    const received = ids.map((id) => journal.received(id));
    const everything = {
      log: observer.log,
      statuses: observer.statuses,
      received,
      flows: exportedFlows(),
      outside: this.#outside,
    };
    return [
      inspect(everything, IN_FULL),
      inspect(this.#errors, { ...IN_FULL, getters: true }),
      JSON.stringify(received),
    ].join('\n');
  }

  close(): void {
    for (const release of this.#release) release();
  }

  #tap(stream: Stream): () => void {
    const tap = stub(stream, 'write').callsFake(
      (chunk: string | Uint8Array, ...rest: unknown[]) => {
        this.#outside.push(Buffer.from(chunk).toString());
        return Reflect.apply(tap.wrappedMethod, stream, [chunk, ...rest]);
      },
    );
    return () => tap.restore();
  }
}

/** Collects the traces of each test of the suite. */
export function useTraces(): { readonly current: Traces } {
  let traces: Traces | undefined;
  beforeEach(() => {
    traces = new Traces();
  });
  afterEach(() => traces?.close());
  return {
    get current() {
      assert(traces, 'traces are collected only inside of a test');
      return traces;
    },
  };
}

/** The flows as the editor and an export get them. */
function exportedFlows(): unknown {
  const nodes: unknown = Reflect.get(runtime, 'nodes');
  assert(hasFlows(nodes), 'Node-RED gives its flows in another way');
  return nodes.getFlows();
}

function hasFlows(value: unknown): value is { getFlows(): unknown } {
  return typeof Object(value).getFlows === 'function';
}
