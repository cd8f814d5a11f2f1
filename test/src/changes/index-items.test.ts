import assert from 'node:assert/strict';
import { indexItems } from '../../../src/changes/index-items';
import { ServiceError } from '../../../src/errors';
import { finish, path } from './compare';

describe('a list that cannot be compared', () => {
  const cycle: Record<string, unknown> = { id: 1 };
  cycle['self'] = cycle;
  const CASES: [what: string, list: unknown, message: RegExp][] = [
    ['is no list', { id: 1 }, /it is no list/],
    ['has an item that is no object', [{ id: 1 }, 5], /index 1 is no object/],
    ['has an item that is a list', [[{ id: 1 }]], /index 0 is no object/],
    ['has an item that is missing', [undefined], /index 0 is no object/],
    ['has an item without a key', [{ id: 1 }, { name: 'x' }], /index 1 has neither .* at "id"/],
    ['has an empty key', [{ id: '' }], /index 0 has neither/],
    ['has an object for a key', [{ id: {} }], /index 0 has neither/],
    ['has a key twice', [{ id: 1 }, { id: 2 }, { id: '1' }], /index 0 and 2 have the same "id"/],
    ['cannot be written', [cycle], /cannot be written as JSON/],
    ['holds a BigInt', [{ id: 1n }], /cannot be written as JSON/],
  ];
  for (const [what, list, message] of CASES) {
    it(`because it ${what} is refused`, () => {
      assert.throws(
        () => finish(indexItems(list, path('id'))),
        (error) =>
          error instanceof ServiceError &&
          error.code === 'LIST_INVALID' &&
          message.test(error.message),
      );
    });
  }
});
