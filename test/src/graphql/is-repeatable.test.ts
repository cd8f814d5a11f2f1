import assert from 'node:assert/strict';
import { isRepeatable } from '../../../src/graphql/is-repeatable';

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
  ];
  for (const document of ONCE) {
    it(`is run once when it is ${JSON.stringify(document)}`, () => {
      assert(!isRepeatable(document));
    });
  }
});
