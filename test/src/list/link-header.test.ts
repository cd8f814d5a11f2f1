import assert from 'node:assert/strict';
import { findNextLink } from '../../../src/list/link-header';
import { assertLinear } from '../../support/growth';

const PAGE = new URL('https://api.example/items?page=1');

const FOUND: [what: string, value: string, target: string][] = [
  ['alone', '<https://api.example/items?page=2>; rel="next"', 'https://api.example/items?page=2'],
  ['without quotes', '</b>; rel=next', '/b'],
  ['behind others', '<a>; rel="prev", <b>; rel="next", <c>; rel="last"', 'b'],
  ['among several relations', '<b>; rel="last  next"', 'b'],
  ['in upper case', '<b>; REL="NEXT"', 'b'],
  ['with commas, semicolons and brackets in its address', '<b?x=1,2;3>; rel="next"', 'b?x=1,2;3'],
  [
    'behind a title with a comma and quotes',
    '<b>; title="a, \\"<x>; rel=next\\"" ; rel="next"',
    'b',
  ],
  ['behind a parameter without a value', '<b>; crossorigin; rel="next"', 'b'],
  ['with spaces and tabs anywhere', ' \t<b> ;\trel = "next" , <c>; rel=last', 'b'],
  ['behind empty elements', ', ,<b>; rel=next', 'b'],
  ['about the page itself', '<b>; rel="next"; anchor="?page=1#top"', 'b'],
  ['with an empty address', '<>; rel="next"', ''],
  ['before what cannot be read', '<b>; rel="next", nonsense', 'b'],
];

describe('the next page in a Link header', () => {
  for (const [what, value, target] of FOUND) {
    it(`is found ${what}`, () => {
      assert.deepEqual(findNextLink(value, PAGE), { target, isBroken: false });
    });
  }

  for (const value of [
    '',
    '<a>; rel="prev", <c>; rel="last"',
    '<a>; rel="nextpage"',
    '<a>; title="next"',
    '<a>; rev="next"',
    // Of two, the first one counts.
    '<a>; rel="prev"; rel="next"',
    // About something else.
    '<a>; rel="next"; anchor="/other"',
    '<a>; rel="next"; anchor="http://["',
  ]) {
    it(`is not there in ${value || 'an empty one'}`, () => {
      assert.deepEqual(findNextLink(value, PAGE), { target: undefined, isBroken: false });
    });
  }

  for (const value of [
    'nonsense',
    '<a',
    '<a> rel="next"',
    '<a>; rel="next',
    '<a>; rel="next\\',
    '<a>; x="y" z',
  ]) {
    it(`may be hidden in ${value}`, () => {
      assert.deepEqual(findNextLink(value, PAGE), { target: undefined, isBroken: true });
    });
  }

  for (const [what, part] of [
    ['links', '<a>; rel="prev", '],
    ['quotes that do not close', '<a>; rel="'],
    ['backslashes', '<a>; rel="\\"'],
    ['spaces', ' '],
    ['parameters', ';a'],
  ] as const) {
    it(`takes time that grows with the length of ${what}`, async () => {
      const make = (size: number): string => `<a>;x=y${part.repeat(size / part.length)}`;
      await assertLinear(2 ** 16, make, (value) => findNextLink(value, PAGE));
    });
  }
});
