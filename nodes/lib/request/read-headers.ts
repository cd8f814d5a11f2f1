import type { Node, NodeAPI, NodeMessageInFlow } from 'node-red';
import type { HeaderList } from '../../../src/http/request-headers';
import { showWords } from '../../../src/redact';
import type { RequestHeader } from '../../settings';
import { hasOpenValues, readSavedRows } from '../build-query';
import { evaluate } from '../evaluate';
import { stateOfAnswer } from './answer-mark';
import { invalid } from './invalid';

/**
 * The headers that one call adds to the account's: the configured ones, with those of
 * `msg.headers` in place of them, in whatever case their names are. An array repeats a name;
 * `null` and `undefined` leave it out.
 *
 * @throws {ServiceError} REQUEST_INVALID, CONFIG_INVALID
 */
export async function readHeaders(
  RED: NodeAPI,
  node: Node,
  saved: readonly RequestHeader[],
  msg: NodeMessageInFlow & { headers?: unknown },
): Promise<HeaderList> {
  const given = readMessageHeaders(msg.headers);
  const names = new Set(given.map(([name]) => name.toLowerCase()));
  const headers: [string, unknown][] = [];
  for (const row of readSavedRows(saved)) {
    if (names.has(row.name.trim().toLowerCase())) continue;
    const value = await evaluate(RED, node, row, msg).catch(() => {
      throw invalid('headerUnevaluable', { name: row.name });
    });
    headers.push([row.name, value]);
  }
  return [...headers, ...given].flatMap(([name, value]) =>
    [value]
      .flat()
      .filter((each) => each !== undefined && each !== null)
      .map((each) => [name, toText(name, each)] as const),
  );
}

/**
 * What `msg.headers` asks for. What a request before this one has left there is not sent: it says
 * nothing of this request.
 */
function readMessageHeaders(headers: unknown): [name: string, value: unknown][] {
  if (headers === undefined || headers === null) return [];
  if (typeof headers !== 'object' || !hasOpenValues(headers)) throw invalid('headersNoObject');
  const state = stateOfAnswer(headers);
  if (state === 'changed') throw invalid('headersOfAnswer');
  return state === 'unchanged' ? [] : Object.entries(headers);
}

function toText(name: string, value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toUTCString();
  throw invalid('headerNoText', { name: showWords(name, []) });
}
