import type { Node, NodeAPI, NodeMessageInFlow } from 'node-red';
import { ServiceError } from '../../src/errors';
import type { Query } from '../../src/http/url';
import { asRecord } from '../../src/json-value';
import type { ReasonValues } from '../../src/reasons';
import { checkRows, isScalar } from '../rules';
import type { QueryParameter } from '../settings';
import { evaluate } from './evaluate';
import { type NodeReasonKey, nodeReason } from './reasons';
import { assertKept, invalid } from './saved-values';

/** The values of each name. */
type Values = Map<string, unknown[]>;

/**
 * The query of one call: the configured parameters, then `msg.query` over them.
 * An array repeats its name; `null` and `undefined` leave the name out.
 *
 * @throws {ServiceError} QUERY_INVALID
 */
export async function buildQuery(
  RED: NodeAPI,
  node: Node,
  configured: readonly QueryParameter[],
  msg: NodeMessageInFlow & { query?: unknown },
): Promise<Query> {
  const values: Values = new Map();
  for (const parameter of configured) {
    addValue(values, parameter.name, await evaluateParameter(RED, node, parameter, msg));
  }
  for (const [name, value] of readMessageQuery(msg.query)) values.set(name, [value]);
  return toQuery(values);
}

/**
 * The value of a configured parameter.
 *
 * @throws {ServiceError} QUERY_INVALID
 */
export function evaluateParameter(
  RED: NodeAPI,
  node: Node,
  parameter: QueryParameter,
  msg: NodeMessageInFlow,
): Promise<unknown> {
  return evaluate(RED, node, parameter, msg).catch(() => {
    throw unsendable('valueUnevaluable', { name: parameter.name });
  });
}

/** Adds a value to those of its name. */
export function addValue(values: Values, name: string, value: unknown): void {
  const others = values.get(name);
  if (others === undefined) values.set(name, [value]);
  else others.push(value);
}

/** @throws {ServiceError} QUERY_INVALID for a value that cannot be sent. */
export function toQuery(values: Values): Query {
  return [...values].flatMap(([name, list]) =>
    list
      .flat()
      .filter((value) => value !== undefined && value !== null)
      .map((value) => [name, toText(name, value)] as const),
  );
}

function toText(name: string, value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString();
  throw unsendable('valueNoText', { name });
}

function unsendable(reason: NodeReasonKey, values?: ReasonValues): ServiceError {
  return new ServiceError('QUERY_INVALID', { reason: nodeReason(reason, values) });
}

/**
 * The query parameters that a node saved; in a flow that was written by hand
 * they may be anything.
 *
 * @throws {ServiceError} CONFIG_INVALID
 */
export function readSavedQuery(saved: unknown): readonly QueryParameter[] {
  return readSavedRows(saved, 'queryNoList');
}

/**
 * The same for any rows of names and values.
 *
 * @throws {ServiceError} CONFIG_INVALID
 */
export function readSavedRows(
  saved: unknown,
  problem: NodeReasonKey = 'tableInvalid',
): readonly QueryParameter[] {
  assertKept(checkRows(saved));
  const rows = saved ?? [];
  if (!isQuery(rows)) throw invalid(problem);
  return rows.map(({ name, value = '', type = 'str' }) => ({
    name: String(name),
    value: String(value),
    type,
  }));
}

/** A parameter as a person may write it: numbers without quotes, and no type. */
type WrittenParameter = Record<'name', Scalar> &
  Partial<Record<'value', Scalar> & Pick<QueryParameter, 'type'>>;

type Scalar = string | number | boolean;

function isQuery(saved: unknown): saved is WrittenParameter[] {
  return Array.isArray(saved) && saved.every(isParameter);
}

function isParameter(row: unknown): boolean {
  const { name, value, type } = asRecord(row);
  return isScalar(name) && (value === undefined || isScalar(value)) && isTextOrNothing(type);
}

function isTextOrNothing(value: unknown): boolean {
  return value === undefined || typeof value === 'string';
}

/**
 * What `msg.query` holds, by names; an object may repeat a name with an array,
 * URLSearchParams repeat it as they are.
 *
 * @throws {ServiceError} QUERY_INVALID for what has no names and values, or hides them: a Map,
 *   a Date or a Buffer would send nothing, without an error.
 */
function readMessageQuery(query: unknown): ReadonlyMap<string, unknown> {
  if (query === undefined || query === null) return new Map();
  if (query instanceof URLSearchParams) {
    return new Map([...new Set(query.keys())].map((name) => [name, query.getAll(name)]));
  }
  if (typeof query !== 'object' || !hasOpenValues(query)) {
    throw new ServiceError('QUERY_INVALID', { reason: nodeReason('queryNoObject') });
  }
  return new Map<string, unknown>(Object.entries(query));
}

/**
 * Whether the values of an object are its own properties. Those of a function node are
 * of another realm: they are known by their tag, and by a prototype that has none.
 */
export function hasOpenValues(value: object): boolean {
  if (Array.isArray(value) || Object.prototype.toString.call(value) !== '[object Object]') {
    return false;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  const isPlain = prototype === null || Object.getPrototypeOf(prototype) === null;
  return isPlain || Object.keys(value).length > 0;
}
