import assert from 'node:assert/strict';
import { indexItems } from '../../../src/changes/index-items';
import { StepBudget } from '../../../src/changes/json-steps';
import { ServiceError } from '../../../src/errors';
import { finish, rulesWith } from './compare';

const GETTER = {
  enumerable: true,
  get(): never {
    throw new Error('no');
  },
};

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

function nested(levels: number): unknown {
  return JSON.parse('['.repeat(levels) + ']'.repeat(levels));
}

describe('a list that cannot be compared', () => {
  const cycle: Record<string, unknown> = { id: 1 };
  cycle['self'] = cycle;
  const CASES: [what: string, list: unknown, message: RegExp][] = [
    ['is not a list', { id: 1 }, /noList/],
    ['has an item that is not an object', [{ id: 1 }, 5], /itemNoObject\(index: 1\)/],
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
    ['has a getter that throws', [Object.defineProperty({ id: 1 }, 'a', GETTER)], /notWritable/],
    ['holds a proxy that was revoked', [{ id: 1, a: revoked() }], /notWritable/],
    ['is nested too deep', [{ id: 1, of: nested(500) }], /nestedTooDeep\(levels: 500\)/],
    ['writes itself too deep', [{ id: 1, toJSON: () => nested(501) }], /nestedTooDeep/],
  ];
  for (const [what, list, message] of CASES) {
    it(`because it ${what} is refused`, () => {
      assert.throws(
        () => finish(indexItems(list, rulesWith(), new StepBudget())),
        (error) =>
          error instanceof ServiceError &&
          error.code === 'LIST_INVALID' &&
          message.test(error.message),
      );
    });
  }
});

describe('the items of a list that are left out', () => {
  const CASES: [what: string, item: unknown][] = [
    ['without a key', { name: 'x' }],
    ['that are not objects', 5],
    ['with the same key', { id: 1 }],
  ];
  for (const [what, item] of CASES) {
    it(`${what} are steps as all others are`, () => {
      const list = [...Array.from({ length: 1_000 }, () => item), { id: 2 }];
      const steps = indexItems(list, rulesWith({ unkeyed: 'skip' }), new StepBudget());
      let taken = 1;
      while (!steps.next().done) taken++;
      assert.equal(taken, list.length);
    });
  }
});
