import type { Caller, RateLimit } from '../../src/http/message';

/** How an answer came; part of what a message says about it. */
export interface Measured {
  /** When it was asked for, ISO 8601. */
  readonly requestedAt: string;
  /** When it was complete, ISO 8601. */
  readonly fetchedAt: string;
  /** Milliseconds that it took. */
  readonly durationMs: number;
  /** HTTP requests for it, repetitions included, sign-ins not. */
  readonly requests: number;
  /** When the last answer was sent by the service's clock, ISO 8601, where it says so. */
  readonly serviceTime?: string;
  /** What the service says of the rate at which it takes requests, where it does. */
  readonly rateLimit?: RateLimit;
}

/**
 * Measures calls made for one message: use `caller` for them, then read `result`.
 *
 * @param askedAt when the message came
 */
export function measure<C extends Caller>(
  caller: C,
  askedAt: Date = new Date(),
): { caller: C; result: () => Measured } {
  const started = performance.now();
  let requests = 0;
  let rateLimit: RateLimit | undefined;
  let serviceTime: number | undefined;
  const onRequest = (): void => {
    requests++;
    caller.observer?.onRequest?.();
  };
  const onRateLimit = (rate: RateLimit): void => {
    rateLimit = rate;
    caller.observer?.onRateLimit?.(rate);
  };
  const onServiceTime = (time: number): void => {
    serviceTime = time;
    caller.observer?.onServiceTime?.(time);
  };
  const observer = { ...caller.observer, onRequest, onRateLimit, onServiceTime };
  return {
    caller: { ...caller, observer },
    result: () => ({
      requestedAt: askedAt.toISOString(),
      fetchedAt: new Date().toISOString(),
      durationMs: Math.round(performance.now() - started),
      requests,
      ...(serviceTime !== undefined && { serviceTime: new Date(serviceTime).toISOString() }),
      ...(rateLimit && { rateLimit }),
    }),
  };
}
