import type { Sample, Strain } from '../sample';

/** Somebody who can fetch the list, in a process of its own. */
export interface Contender {
  readonly name: ContenderName;
  /** Fetches the list once, timed. */
  poll(): Promise<Sample>;
  /** Fetches the list once, weighed. */
  weigh(): Promise<Strain>;
  close(): Promise<void>;
}

/** The rows of the table, in their order; the first is what the others are compared with. */
export const CONTENDERS = ['floor', 'list', 'items', 'pages', 'core', 'vendor'] as const;

export type ContenderName = (typeof CONTENDERS)[number];
