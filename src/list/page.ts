import { ServiceError } from '../errors';
import { asRecord } from '../json-value';
import { because, type ReasonKey } from '../reasons';

/**
 * In which chunks a list is passed on: for `items`, as they arrive; for `pages`,
 * as the service makes them, a bare array in pages of 1,000 items; for `list`,
 * each page complete, a bare array too. Text has its lines for items, and chunks of
 * complete lines for pages; bytes have chunks of them for both.
 */
export type ListMode = 'list' | 'items' | 'pages';

/** What items are that are not values of JSON: lines without their ends, other parts of a text, or of bytes. */
export type Form = 'line' | 'text' | 'bytes';

/** What one answer holds of a list. */
export interface Page {
  readonly items: unknown[];
  /** Whether the items were a bare array, which is the complete list. */
  readonly isBare: boolean;
  /** Set where they are not values of JSON. */
  readonly form?: Form;
  /** The address of the next page, as the service wrote it; there is none after the last one. */
  readonly next: string | undefined;
  /** Items in the complete list, where the service reports it. */
  readonly count?: number;
  /** Whether another page comes before this one. */
  readonly hasPrevious?: boolean;
}

/** A page, and what it takes of the memory. */
export interface SizedPage extends Page {
  /** Bytes of memory that its bytes and values were counted with. */
  readonly size: number;
}

/**
 * The page that a parsed body is: a bare array or, as Django REST Framework
 * sends it, `{count, next, previous, results}`.
 *
 * @throws {ServiceError} ANSWER_INVALID when it is neither.
 */
export function assertPage(body: unknown): Page {
  if (Array.isArray(body)) return { items: body, isBare: true, next: undefined };
  if (typeof body !== 'object' || body === null || !('results' in body)) throw invalid('noList');
  if (!Array.isArray(body.results)) throw invalid('resultsNoList');
  const next = 'next' in body ? body.next : undefined;
  const { count, previous } = asRecord(body);
  const page = {
    items: body.results,
    isBare: false,
    ...(isCount(count) && { count }),
    hasPrevious: previous !== undefined && previous !== null && previous !== '',
  };
  if (next === undefined || next === null || next === '') return { ...page, next: undefined };
  if (typeof next !== 'string') throw invalid('nextNoAddress');
  return { ...page, next };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

function invalid(reason: ReasonKey): ServiceError {
  return new ServiceError('ANSWER_INVALID', { reason: because(reason) });
}

/** A part of a list, which comes in its order. */
export interface Chunk {
  readonly items: unknown[];
  /** Set where they are not values of JSON; the same for all chunks. */
  readonly form?: Form | undefined;
  /** Whether the list is complete with it. */
  readonly isLast: boolean;
  /** Set on the last one when the service says that the list is as it was the last time. */
  readonly isUnchanged?: boolean | undefined;
  /** Set on the last one where the service says how many items the list has; they may be more than came. */
  readonly total?: number | undefined;
  /** Set on the last one where items came on several pages: how many came again. */
  readonly duplicates?: number | undefined;
}

/** Takes a chunk; the next one is not read before. */
export type OnChunk = (chunk: Chunk) => Promise<void>;
