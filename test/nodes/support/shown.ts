import { inspect } from 'node:util';
import type { TestBed } from './test-bed';

/** All that Node-RED logged, showed and delivered to these nodes, with every object in full depth. */
export function shown({ observer, journal }: TestBed, ids: readonly string[]): string {
  const messages = ids.map((id) => journal.received(id));
  return inspect([observer.log, observer.statuses, messages], {
    depth: Number.POSITIVE_INFINITY,
    maxArrayLength: Number.POSITIVE_INFINITY,
    maxStringLength: Number.POSITIVE_INFINITY,
    showHidden: true,
  });
}
