import assert from 'node:assert/strict';
import { get } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Simulator } from '../../../simulator/index';

/** The body that the simulator answers to a path under its base URL, asked with the API token. */
export function servedText({ baseUrl, account }: Simulator, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Token ${account.token}` };
    get(baseUrl + path, { headers, agent: false }, (answer) => {
      assert.equal(answer.statusCode, 200);
      text(answer).then(resolve, reject);
    }).on('error', reject);
  });
}

/** The complete list as the simulator serves it at this moment. */
export async function servedList(
  simulator: Simulator,
  list: 'links' | 'devices',
): Promise<unknown[]> {
  const items: unknown = JSON.parse(await servedText(simulator, `v1/${list}/?no_pagination`));
  assert(Array.isArray(items));
  return items;
}
