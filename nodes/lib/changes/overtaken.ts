import type { State } from '../../../src/changes/state';

/** Two times, ISO 8601: when a list was asked for, and the one that was compared before it. */
export interface Overtaken {
  readonly requestedAt: string;
  readonly last: string;
}

/**
 * When a list was asked for, as our nodes report it; nothing where no node does.
 *
 * @param inode `msg.inode`
 */
export function readRequestedAt(inode: unknown): string | undefined {
  if (typeof inode !== 'object' || inode === null || !('requestedAt' in inode)) return undefined;
  const { requestedAt } = inode;
  const time = typeof requestedAt === 'string' ? Date.parse(requestedAt) : Number.NaN;
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

/**
 * Whether a list was asked for before the one that was compared last: it is older than what
 * is known. A last one that lies in the future is from before the clock was set back, and
 * says nothing; otherwise nothing would be compared until then.
 */
export function findOvertaken(
  requestedAt: string | undefined,
  { requestedAt: last }: Partial<State> = {},
): Overtaken | undefined {
  if (requestedAt === undefined || last === undefined) return undefined;
  const time = Date.parse(last);
  return Date.parse(requestedAt) < time && time <= Date.now() ? { requestedAt, last } : undefined;
}
