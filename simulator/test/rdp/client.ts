import type { Simulator } from '../../index';
import { tokensOf } from '../support';

type Fields = Readonly<Record<string, string>>;

/** The header that authenticates the client, as Python's requests sends it. */
export function basic({ rdp }: Simulator) {
  const { clientId, clientSecret } = rdp.account;
  const encoded = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
  return { authorization: `Basic ${encoded}` };
}

/** Posts a form to the token endpoint. */
export function postToken(
  simulator: Simulator,
  form: Fields,
  headers: Fields = basic(simulator),
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

/** Signs in with the password grant. */
export async function signIn(simulator: Simulator) {
  return tokensOf(await postToken(simulator, passwordForm(simulator)));
}

/** Uses a refresh token. */
export function refresh(simulator: Simulator, refreshToken: string): Promise<Response> {
  const form = { refresh_token: refreshToken, grant_type: 'refresh_token' };
  return postToken(simulator, form);
}

/** Sends a request to a data endpoint. */
export function send(
  simulator: Simulator,
  accessToken: string,
  path: string,
  { headers, ...rest }: { method?: string; headers?: Fields; body?: string } = {},
): Promise<Response> {
  const authorization = `Bearer ${accessToken}`;
  return fetch(simulator.rdp.baseUrl + path, { ...rest, headers: { authorization, ...headers } });
}

/** The status of a data request that is proper but for its token. */
export async function statusWith(simulator: Simulator, accessToken: string): Promise<number> {
  return (await send(simulator, accessToken, 'data/echo')).status;
}
