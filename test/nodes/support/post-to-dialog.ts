import assert from 'node:assert/strict';
import helper from 'node-red-node-test-helper';

/** What the runtime answered to an edit dialog. */
export interface DialogAnswer {
  readonly status: number;
  /** All of the body as it was sent. */
  readonly text: string;
  /** The fields of a JSON body. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** What an answer says of a problem: its code and its words. There must be one. */
export function problemIn({ status, body: { problem } }: DialogAnswer): {
  code: string;
  message: string;
} {
  assert.equal(status, 200);
  const { code, message }: Record<string, unknown> = Object(problem);
  assert(typeof code === 'string' && typeof message === 'string', 'there is no problem');
  return { code, message };
}

/** Posts JSON to the admin API, as an edit dialog does. */
export async function postToDialog(
  path: string,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<DialogAnswer> {
  const {
    status,
    text,
    body: fields,
  } = await helper.request().post(`/${path}`).set(headers).send(body);
  assert(typeof fields === 'object');
  return { status, text, body: fields };
}
