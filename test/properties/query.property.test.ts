import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Node, NodeAPI } from 'node-red';
import { buildQuery } from '../../nodes/lib/build-query';
import type { QueryParameter } from '../../nodes/settings';
import { ServiceError } from '../../src/errors';
import { addQuery, type Query } from '../../src/http/url';
import { anyText } from '../support/any-text';
import { runs } from '../support/runs';
import { outcomeOf } from './support/outcome-of';

const BASE = new URL('http://127.0.0.1/api/v1/links/');

/** A Node-RED in which the value of the n-th parameter is the n-th of these, whatever its type. */
function runtimeWith(values: readonly unknown[]): NodeAPI {
  const runtime: unknown = {
    util: {
      evaluateNodeProperty(
        index: string,
        _type: string,
        _node: Node,
        _msg: object,
        callback: (error: Error | null, value: unknown) => void,
      ) {
        setImmediate(callback, null, values[Number(index)]);
      },
    },
  };
  assertRuntime(runtime);
  return runtime;
}

function assertRuntime(value: unknown): asserts value is NodeAPI {
  assert(typeof value === 'object' && value !== null && 'util' in value);
}

const NODE: unknown = {};
function assertNode(value: unknown): asserts value is Node {
  assert(value === NODE);
}

function build(parameters: readonly [string, unknown][], query: unknown): Promise<Query> {
  const configured = parameters.map(
    ([name], index): QueryParameter => ({
      name,
      value: String(index),
      type: 'msg',
    }),
  );
  assertNode(NODE);
  const runtime = runtimeWith(parameters.map(([, value]) => value));
  return buildQuery(runtime, NODE, configured, { _msgid: '1', query });
}

/** What a parameter may be. */
type Scalar = string | number | bigint | boolean | Date;
type Value = Scalar | null | undefined | Scalar[];

/** Text as a server reads it again: what is no Unicode becomes the replacement character. */
const asRead = (text: string): string => Buffer.from(text).toString();

const name = fc.oneof(anyText(), fc.constantFrom('a', 'b', '__proto__', '#&=?+'));
const scalar: fc.Arbitrary<Scalar> = fc.oneof(
  anyText(),
  fc.boolean(),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.bigInt(),
  fc.date({ noInvalidDate: true }),
);
const value: fc.Arbitrary<Value> = fc.oneof(
  scalar,
  fc.constantFrom(null, undefined),
  fc.array(scalar, { maxLength: 4 }),
);
const parameters = fc.array(fc.tuple(name, value), { maxLength: 6 });
/** Own properties only, as JSON and Node-RED make them. */
const query = fc.option(fc.dictionary(name, value), { nil: undefined });

/** One value of a parameter in words, list by list. */
function texts(given: Value): string[] {
  return [given]
    .flat()
    .filter((each) => each !== null && each !== undefined)
    .map((each) => (each instanceof Date ? each.toISOString() : String(each)));
}

describe('query parameters', () => {
  it('reach the service as they were meant, those of msg.query over the others', async () => {
    await fc.assert(
      fc.asyncProperty(parameters, query, async (configured, given = {}) => {
        const sent = addQuery(BASE, await build(configured, given)).searchParams;
        const names = new Set([...configured.map(([each]) => each), ...Object.keys(given)]);
        const overridden = new Map(Object.entries(given));
        const expected = [...names].flatMap((each) =>
          (overridden.has(each)
            ? texts(overridden.get(each))
            : configured.filter(([other]) => other === each).flatMap(([, one]) => texts(one))
          ).map((text) => [asRead(each), asRead(text)]),
        );
        assert.deepEqual([...sent], expected);
      }),
      { numRuns: runs(500) },
    );
  });

  it('of any kind are sent, or refused with QUERY_INVALID', async () => {
    const anything = fc.anything({ withDate: true, withBigInt: true, withNullPrototype: true });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(name, anything), { maxLength: 4 }),
        anything,
        async (configured, given) => {
          const { value: built, error } = await outcomeOf(build(configured, given));
          if (built === undefined) {
            assert(error instanceof ServiceError, String(error));
            assert.equal(error.code, 'QUERY_INVALID');
          } else {
            assert(URL.canParse(addQuery(BASE, built).href));
          }
        },
      ),
      { numRuns: runs(500) },
    );
  });

  it('never change the rest of the address', async () => {
    const flag = fc.tuple(fc.string({ unit: 'grapheme' }), fc.constant(undefined));
    const pair = fc.tuple(name, anyText());
    fc.assert(
      fc.property(fc.array(fc.oneof(flag, pair)), (parameterList) => {
        const url = addQuery(BASE, parameterList);
        assert.deepEqual([url.origin, url.pathname, url.hash], [BASE.origin, BASE.pathname, '']);
        const read = parameterList
          .filter(([each, given]) => given !== undefined || each !== '')
          .map(([each, given = '']) => [asRead(each), asRead(given)]);
        assert.deepEqual([...url.searchParams], read);
      }),
    );
  });
});
