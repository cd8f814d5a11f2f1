import { runtime } from './node-red';
import type { TestBed } from './test-bed';

/** What a node warned of so far, in its order. */
export function warningsOf({ observer }: TestBed, id: string): string[] {
  return observer.log
    .filter((record) => record.id === id && record.level === runtime.log.WARN)
    .map(({ msg }) => String(msg));
}
