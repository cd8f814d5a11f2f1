import assert from 'node:assert/strict';
import { type SinonFakeTimers, useFakeTimers } from 'sinon';
import { type Simulator, type SimulatorOptions, startSimulator } from '../index';

/** Gives each test of the surrounding `describe` a fresh simulator. */
export function useSimulator(options: SimulatorOptions = {}): { readonly current: Simulator } {
  let simulator: Simulator;
  beforeEach(async () => {
    simulator = await startSimulator(options);
  });
  afterEach(() => simulator.close());
  return {
    get current() {
      return simulator;
    },
  };
}

/** Runs a simulator of its own for as long as `use` takes. */
export async function withSimulator<Result>(
  options: SimulatorOptions,
  use: (simulator: Simulator) => Promise<Result>,
): Promise<Result> {
  const simulator = await startSimulator(options);
  try {
    return await use(simulator);
  } finally {
    await simulator.close();
  }
}

/** Stops the time of day, though no timer, for as long as `use` takes. */
export async function withClock<Result>(
  now: number,
  use: (clock: SinonFakeTimers) => Promise<Result>,
): Promise<Result> {
  const clock = useFakeTimers({ now, toFake: ['Date'] });
  try {
    return await use(clock);
  } finally {
    clock.restore();
  }
}

/** Stops timers, though not the time of day, for as long as `use` takes. What it waits for must not be `fetch`. */
export async function withTimers<Result>(
  use: (clock: SinonFakeTimers) => Promise<Result>,
): Promise<Result> {
  const clock = useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    return await use(clock);
  } finally {
    clock.restore();
  }
}

/**
 * Lets the simulator's timers go off when they are all that is left to wait
 * for. What waits must not be `fetch`, which has timers of its own.
 *
 * @returns Milliseconds after which each timer went off, in their order.
 */
export function pausesUntil(outcome: Promise<unknown>): Promise<number[]> {
  const settled = outcome.then(
    () => true,
    () => true,
  );
  return withTimers(async (clock) => {
    const pauses: number[] = [];
    while ((await Promise.race([settled, new Promise(setImmediate)])) !== true) {
      if (clock.countTimers() === 0) continue;
      const before = clock.now;
      pauses.push(clock.next() - before);
    }
    return pauses;
  });
}

/** A JSON object, its fields unchecked. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The JSON object of an answer that must have a status. */
export async function jsonOf(response: Response, status = 200): Promise<JsonObject> {
  assert.equal(response.status, status);
  return asObject(await response.json());
}

/** Asserts that a value is an object. */
export function asObject(value: unknown): JsonObject {
  assert.ok(typeof value === 'object' && value !== null);
  return { ...value };
}

/** Asserts that a value is an array of objects. */
export function asObjects(value: unknown): JsonObject[] {
  assert.ok(Array.isArray(value));
  return value.map(asObject);
}

/** The tokens of an answer that must be a success. */
export async function tokensOf(response: Response) {
  const { access_token, refresh_token } = await jsonOf(response);
  assert.ok(typeof access_token === 'string' && typeof refresh_token === 'string');
  return { accessToken: access_token, refreshToken: refresh_token };
}
