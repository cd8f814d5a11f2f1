import { asRecord } from '../../src/json-value';

/** Seconds by which an item may come late, and for which it is asked. */
export const OVERLAP = 20;

/** What a poller gets first. */
export interface PollOrder {
  /** Where the service is. */
  readonly origin: string;
  /** Where it keeps what it knows, and writes what it sends. */
  readonly folder: string;
}

export function isPollOrder(value: unknown): value is PollOrder {
  const { origin, folder } = asRecord(value);
  return typeof origin === 'string' && typeof folder === 'string';
}
