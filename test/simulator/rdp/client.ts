import assert from 'node:assert/strict';
import type { Simulator } from '../../../simulator/index';
import { jsonOf } from '../json-of';

type Form = Readonly<Record<string, string>>;

/** The header that authenticates the client, as Python's requests sends it. */
export function basic({ rdp }: Simulator) {
  const { clientId, clientSecret } = rdp.account;
  const encoded = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
  return { authorization: `Basic ${encoded}` };
}

/** Posts a form to the token endpoint. */
export function postToken(
  simulator: Simulator,
  form: Form,
  headers: Form = basic(simulator),
): Promise<Response> {
  const body = new URLSearchParams(form);
  return fetch(simulator.rdp.tokenUrl, { method: 'POST', body, headers });
}

/** The form of a password grant that succeeds. */
export function passwordForm({ rdp }: Simulator) {
  const { username, password } = rdp.account;
  const user = { username, password, grant_type: 'password', scope: 'trapi' };
  return { ...user, takeExclusiveSignOnControl: 'true' };
}

/** The tokens of an answer that must be a success. */
export async function tokensOf(response: Response) {
  const { access_token, refresh_token } = await jsonOf(response);
  assert.ok(typeof access_token === 'string' && typeof refresh_token === 'string');
  return { accessToken: access_token, refreshToken: refresh_token };
}

/** Signs in with the password grant. */
export async function signIn(simulator: Simulator) {
  return tokensOf(await postToken(simulator, passwordForm(simulator)));
}

/** Uses a refresh token. */
export function refresh(simulator: Simulator, refreshToken: string): Promise<Response> {
  const form = { refresh_token: refreshToken, grant_type: 'refresh_token' };
  return postToken(simulator, form);
}

/** Sends a request to a data endpoint; an object goes along as JSON. */
export function send(
  simulator: Simulator,
  accessToken: string,
  method: string,
  path: string,
  body?: object,
): Promise<Response> {
  const json = body && {
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` },
  };
  const headers = { authorization: `Bearer ${accessToken}` };
  return fetch(simulator.rdp.baseUrl + path, { method, headers, ...json });
}

/** The status of a data request that is proper but for its token. */
export async function statusWith(simulator: Simulator, accessToken: string): Promise<number> {
  return (await send(simulator, accessToken, 'GET', 'data/echo')).status;
}
