import assert from 'node:assert/strict';
import {
  type BrokenRule,
  checkAddress,
  checkConcurrency,
  checkOverlap,
  checkPair,
  checkPolls,
  checkRequestsPerMinute,
  checkRetries,
  checkRows,
  checkThreshold,
  checkThresholdTarget,
  checkTimeout,
  checkVariable,
  splitPaths,
} from '../nodes/rules';

interface Rule<Value> {
  readonly title: string;
  readonly check: (value: Value) => BrokenRule | undefined;
  readonly good: readonly Value[];
  readonly bad: readonly Value[];
}

const NUMBERS: readonly Rule<string>[] = [
  {
    title: 'a time-out',
    check: checkTimeout,
    good: ['', '0.5', '30', '2147483', '1e3'],
    bad: ['0', '-1', '2147484', 'soon', 'Infinity'],
  },
  {
    title: 'a number of retries',
    check: checkRetries,
    good: ['', '0', '3', '007', '1e1', '2.0'],
    bad: ['-1', '1.5', 'x', 'Infinity', 'NaN'],
  },
  {
    title: 'a number of parallel requests',
    check: checkConcurrency,
    good: ['', '1', '1e1'],
    bad: ['0', '-1', '1.5', 'x'],
  },
  {
    title: 'a number of requests a minute',
    check: checkRequestsPerMinute,
    good: ['', '1', '600', '1e3'],
    bad: ['0', '-1', '1.5', 'x', 'Infinity'],
  },
  {
    title: 'a number of lists',
    check: checkPolls,
    good: ['1', '02', '1e1'],
    bad: ['', '0', '-1', '1.5', 'x'],
  },
  {
    title: 'a threshold',
    check: (text) => checkThreshold(text, 'speed'),
    good: ['', '0', '0.5', '1e3'],
    bad: ['-1', 'much', 'Infinity', 'NaN'],
  },
];

const ADDRESSES: readonly Rule<string>[] = [
  {
    title: 'an address',
    check: (text) => checkAddress('tokenUrl', text, false),
    good: ['https://inode.example', 'http://localhost:1880/api', 'http://127.1/'],
    bad: ['', 'inode.example', 'ftp://inode.example/', 'https://a@b/', 'https://a/?b', 'http://a/'],
  },
  {
    title: 'an address that may be plain http',
    check: (text) => checkAddress('baseUrl', text, true),
    good: ['http://inode.example/'],
    bad: ['http://a:b@inode.example/'],
  },
];

const OTHERS: readonly Rule<unknown>[] = [
  {
    title: 'a table',
    check: checkRows,
    good: [undefined, null, [], [{}], [{ path: 'a' }]],
    bad: [{}, 'a', 7, [null], ['a'], [{}, 1]],
  },
];

function ruleCases<Value>({ title, check, good, bad }: Rule<Value>): void {
  it(`takes ${good.map((value) => JSON.stringify(value)).join(', ')} for ${title}`, () => {
    assert.deepEqual(
      good.filter((value) => check(value) !== undefined),
      [],
    );
  });

  it(`does not take ${bad.map((value) => JSON.stringify(value)).join(', ')} for ${title}`, () => {
    assert.deepEqual(
      bad.filter((value) => check(value) === undefined),
      [],
    );
  });
}

describe('the rules of the settings', () => {
  for (const rule of [...NUMBERS, ...ADDRESSES]) ruleCases(rule);
  for (const rule of OTHERS) ruleCases(rule);

  it('say which address is wrong, and that plain http shows the credentials', () => {
    assert.deepEqual(checkAddress('tokenUrl', 'x', true), { key: 'tokenUrlInvalid' });
    assert.deepEqual(checkAddress('baseUrl', 'http://inode.example/', false), {
      key: 'addressPlain',
    });
  });

  it('require both paths of a pair, or neither', () => {
    assert.equal(checkPair('a', 'b'), undefined);
    assert.equal(checkPair('', ''), undefined);
    assert.deepEqual(checkPair('', 'b'), { key: 'pathAlone' });
  });

  it('name the variable that has a space beside it', () => {
    assert.equal(checkVariable('${URL}'), undefined);
    assert.equal(checkVariable('a ${URL}'), undefined);
    assert.deepEqual(checkVariable(' ${URL}'), { key: 'variableSpaced', values: { name: 'URL' } });
  });
});

describe('a text of paths', () => {
  for (const [text, ...paths] of [
    ['id', 'id'],
    ['region, id', 'region', 'id'],
    ['region,at["the, id"]', 'region', 'at["the, id"]'],
    [`'a,"b', "c'"`, `'a,"b'`, `"c'"`],
    ['id,', 'id', ''],
  ]) {
    it(`is split into ${paths.length}: ${text}`, () =>
      assert.deepEqual(splitPaths(String(text)), paths));
  }
});

describe('fields that overlap', () => {
  for (const paths of [
    ['a', 'a.b'],
    ['a.b', 'c', 'a'],
    ['a', 'a'],
    ['a["b"]', 'a.b.c'],
    ["a['b c'][0].d", 'a["b c"]'],
  ]) {
    it(`are ${paths.join(' and ')}`, () => {
      assert.equal(checkOverlap(paths)?.key, 'fieldsOverlap');
    });
  }
  for (const paths of [
    [],
    ['a'],
    ['a.b', 'a.c'],
    ['a', 'ab'],
    ['"a.b"', 'a'],
    ['', 'a'],
    ['a[0]', 'a[1]'],
  ]) {
    it(`are not found in ${JSON.stringify(paths)}`, () =>
      assert.equal(checkOverlap(paths), undefined));
  }
});

describe('a threshold', () => {
  const seen = ['lanes', 'lanes[0]', 'lanes[0].speed', 'at', 'at["0"]', 'speed'];
  it('is of no use for an array', () => {
    assert.equal(checkThresholdTarget('5', 'lanes', seen)?.key, 'thresholdOnArray');
    assert.equal(checkThresholdTarget('5', '["lanes"]', seen)?.key, 'thresholdOnArray');
  });

  it('may be one of anything else, or none', () => {
    for (const path of ['lanes[0].speed', 'lanes[0]', 'at', 'speed', 'unknown'])
      assert.equal(checkThresholdTarget('5', path, seen), undefined);
    for (const none of ['', '0'])
      assert.equal(checkThresholdTarget(none, 'lanes', seen), undefined);
  });
});
