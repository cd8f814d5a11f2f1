import assert from 'node:assert/strict';

/** A JSON object, its fields unchecked. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The JSON object of an answer that must have a status. */
export async function jsonOf(response: Response, status = 200): Promise<JsonObject> {
  assert.equal(response.status, status);
  const body: unknown = await response.json();
  assert.ok(typeof body === 'object' && body !== null);
  return { ...body };
}
