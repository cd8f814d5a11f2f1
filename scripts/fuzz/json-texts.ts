import type { Chance } from './chance';

/** A text, and what is hostile about it. */
export interface HostileText {
  readonly what: string;
  readonly text: string;
}

/** How much a hostile text may want at the most. */
export interface Scale {
  /** Levels of nesting. */
  readonly depth: number;
  /** Items, members, digits. */
  readonly width: number;
  /** Characters of a string. */
  readonly length: number;
}

/** Keys that mean something to JavaScript, to Node-RED or to a path. */
const KEYS = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'valueOf',
  'hasOwnProperty',
  'then',
  'length',
  '',
  ' ',
  '0',
  '-1',
  'a.b',
  '["x"]',
  'toJSON',
  '_msgid',
  'req',
  'res',
  'payload',
  '\u0000',
  '\ud800',
  'ключ',
  'x'.repeat(5_000),
] as const;

const NUMBERS = [
  '1e999',
  '-1e999',
  '-0',
  '1e-999',
  '9007199254740993',
  '-9007199254740993',
  '0.1e1',
  '1E400',
  '123456789012345678901234567890',
  '2147483648',
  '1.7976931348623157e308',
] as const;

/** Strings that somebody may make something of: coordinates, geometries, dates, expressions. */
const WORDS = [
  'POINT(1 2)',
  'LINESTRING(1 2',
  'SRID=4326;POINT(1 2)',
  'GEOMETRYCOLLECTION(',
  '_p~iF~ps|U',
  'NaN',
  'Infinity',
  '1e5',
  '${HOME}',
  '2026-13-45T99:99:99Z',
  '<img src=x onerror=alert(1)>',
] as const;

type Maker = (chance: Chance, scale: Scale) => HostileText;

const quoted = JSON.stringify;

const deepArray: Maker = (chance, { depth }) => {
  const levels = chance.size(depth);
  return { what: `${levels} arrays deep`, text: `${'['.repeat(levels)}${']'.repeat(levels)}` };
};

const deepObject: Maker = (chance, { depth }) => {
  const levels = chance.size(depth);
  const key = quoted(chance.pick(['a', '__proto__', 'results', 'id', 'location']));
  const text = `${`{${key}:`.repeat(levels)}1${'}'.repeat(levels)}`;
  return { what: `${levels} objects deep by ${key}`, text };
};

const openBrackets: Maker = (chance, { depth }) => {
  const levels = chance.size(depth);
  return {
    what: `${levels} brackets that do not close`,
    text: chance.pick(['[', '{"a":', '[{']).repeat(levels),
  };
};

const wideArray: Maker = (chance, { width }) => {
  const count = chance.size(width);
  const item = chance.pick(['{}', '[]', '0', '""', 'null', '{"id":1}', '{"id":{}}']);
  return { what: `${count} times ${item}`, text: `[${Array(count).fill(item).join(',')}]` };
};

const wideObject: Maker = (chance, { width }) => {
  const count = chance.size(width);
  const isSame = chance.next() < 0.3;
  const members = Array.from({ length: count }, (_, index) => `"k${isSame ? 0 : index}":${index}`);
  return {
    what: `${count} members${isSame ? ' of one name' : ''}`,
    text: `{${members.join(',')}}`,
  };
};

const longString: Maker = (chance, { length }) => {
  const count = chance.size(length);
  const character = chance.pick([
    ' ',
    '\t',
    'a',
    '"',
    '\\',
    '<',
    '(',
    ',',
    '?',
    '\u0000',
    '\u2028',
    '😀',
    '1',
    '~',
  ]);
  const prefix = chance.pick(['', 'POINT(', 'LINESTRING(', 'SRID=', '{', 'http://', '-']);
  const text = quoted(prefix + character.repeat(count));
  return { what: `${quoted(prefix)} and ${count} times ${quoted(character)}`, text };
};

const longNumber: Maker = (chance, { width }) => {
  const digits = chance.size(width);
  const text = chance.pick(['', '-', '0.', '1e']) + '9'.repeat(digits);
  return { what: `a number of ${text.length} characters`, text };
};

const oddNumber: Maker = (chance) => {
  const text = chance.pick(NUMBERS);
  return { what: text, text };
};

const oddWord: Maker = (chance) => {
  const text = quoted(chance.pick(WORDS));
  return { what: text, text };
};

const oddKeys: Maker = (chance) => {
  const keys = Array.from({ length: 1 + chance.below(5) }, () => quoted(chance.pick(KEYS)));
  const what = keys.map((key) => key.slice(0, 20)).join(', ');
  return { what: `keys ${what}`, text: `{${keys.map((key) => `${key}:{${key}:1}`).join(',')}}` };
};

const notJson: Maker = (chance) => {
  const text = chance.pick([
    '',
    ' ',
    'nul',
    '{"a"',
    '[1,]',
    '[,1]',
    '{"a":1,}',
    "{'a':1}",
    '[1 2]',
    '01',
    '"\n"',
    '<html>',
    '[1]x',
    '\uFEFF[]',
    '[NaN]',
    '"\\u12"',
  ]);
  return { what: `no JSON: ${quoted(text)}`, text };
};

const MAKERS: readonly [Maker, ...Maker[]] = [
  ...([
    deepArray,
    deepObject,
    openBrackets,
    wideArray,
    wideObject,
    longString,
    longNumber,
  ] as const),
  ...([oddNumber, oddWord, oddKeys, notJson] as const),
];

/** A hostile value as JSON, or as something that looks like it. */
export function hostileValue(chance: Chance, scale: Scale): HostileText {
  return chance.pick(MAKERS)(chance, scale);
}
