import assert from 'node:assert/strict';
import { indexItems } from '../../../src/changes/index-items';
import { ServiceError } from '../../../src/errors';
import { finish, path } from './compare';

describe('a list that cannot be compared', () => {
  const cycle: Record<string, unknown> = { id: 1 };
  cycle['self'] = cycle;
  const CASES: [what: string, list: unknown, message: RegExp][] = [
    ['is no list', { id: 1 }, /noList/],
    ['has an item that is no object', [{ id: 1 }, 5], /itemNoObject\(index: 1\)/],
    ['has an item that is a list', [[{ id: 1 }]], /itemNoObject\(index: 0\)/],
    ['has an item that is missing', [undefined], /itemNoObject\(index: 0\)/],
    ['has an item without a key', [{ id: 1 }, { name: 'x' }], /itemNoKey\(index: 1, path: id\)/],
    ['has an empty key', [{ id: '' }], /itemNoKey\(index: 0/],
    ['has an object for a key', [{ id: {} }], /itemNoKey\(index: 0/],
    [
      'has a key twice',
      [{ id: 1 }, { id: 2 }, { id: '1' }],
      /itemsSameKey\(first: 0, second: 2, path: id\)/,
    ],
    ['cannot be written', [cycle], /notWritable/],
    ['holds a BigInt', [{ id: 1n }], /notWritable/],
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
