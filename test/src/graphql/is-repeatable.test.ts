import assert from 'node:assert/strict';
import { isRepeatable } from '../../../src/graphql/is-repeatable';
import { assertLinear } from '../../support/growth';

describe('a GraphQL document', () => {
  const REPEATABLE = [
    '{ a }',
    'query q { a }',
    'query q { mutation_root_count }',
    '{ a(where: "mutation") }',
    '{ a(where: "\\"} mutation {") }',
    '{ a(where: """} mutation { \\""" " """) }',
    '# mutation\n{ a }',
    'query q { subscription { id } }',
    '{ mutation }',
    'query mutation { a }',
    'query q($mutation: Int = 1) { a }',
    'query q { ...subscription } fragment subscription on Row { a }',
    '',
    '"what it is for" query q { a }',
    '\uFEFF { a } query q @cached { b(c: "") }',
  ];
  for (const document of REPEATABLE) {
    it(`may be run again when it is ${JSON.stringify(document)}`, () => {
      assert(isRepeatable(document));
    });
  }

  const ONCE = [
    'mutation { a }',
    'mutation{a}',
    '# first\nmutation m($a: Int) { a }',
    'query q { a } mutation m { a }',
    'query q { a(b: "}") } , mutation m { a }',
    'subscription { a }',
    'fragment f on Row { a } subscription { ...f }',
    '"what it is for" mutation { a }',
    '"""a \\""" b""" mutation { a }',
    '# a\r# b\rmutation { a }',
    // No documents, of which nobody knows what they do.
    '{ a(b: "c) }',
    '{ a(b: "c\n") }',
    '{ a(b: """c) }',
    '} mutation { a }',
  ];
  for (const document of ONCE) {
    it(`is run once when it is ${JSON.stringify(document)}`, () => {
      assert(!isRepeatable(document));
    });
  }

  const SHAPES: [what: string, make: (length: number) => string][] = [
    ['quotes in a text that is open', (length) => `{ a(b: "${'\\"'.repeat(length / 2)}`],
    ['open blocks', (length) => `{ a(b: """${'\\"""'.repeat(length / 4)}`],
    ['quotes', (length) => '"'.repeat(length)],
    ['comments', (length) => '#'.repeat(length)],
    ['blanks', (length) => ' '.repeat(length)],
    ['names', (length) => 'query '.repeat(length / 6)],
    ['brackets', (length) => '{'.repeat(length)],
    ['operations', (length) => '{a}'.repeat(length / 3)],
  ];
  for (const [what, make] of SHAPES) {
    it(`is judged in time that grows with its ${what}`, async () => {
      await assertLinear(2 ** 14, make, isRepeatable);
    });
  }
});
