import type { Simulator } from '../../index';
import { type JsonObject, jsonOf } from '../support';

export const FORM = 'application/x-www-form-urlencoded';

/** The form that gets a token. */
export function clientForm({ innerspace }: Simulator) {
  const { clientId, clientSecret } = innerspace.account;
  return { client_id: clientId, client_secret: clientSecret };
}

/** Posts a form, under any label, to the token endpoint. */
export function postToken(
  simulator: Simulator,
  contentType = FORM,
  form: Readonly<Record<string, string>> = clientForm(simulator),
): Promise<Response> {
  return fetch(`${simulator.innerspace.baseUrl}/api/rest/oauth/token`, {
    method: 'POST',
    headers: { 'content-type': contentType },
    body: new URLSearchParams(form).toString(),
  });
}

/** The header that carries a new token. */
export async function signIn(simulator: Simulator): Promise<{ authorization: string }> {
  const { access_token } = await jsonOf(await postToken(simulator));
  return { authorization: `Bearer ${String(access_token)}` };
}

/** Posts a body to the GraphQL endpoint. */
export function postQuery(
  simulator: Simulator,
  body: string,
  headers: Readonly<Record<string, string>>,
): Promise<Response> {
  return fetch(simulator.innerspace.baseUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
}

/** Signs in and runs an operation, which must be answered with 200. */
export async function run(
  simulator: Simulator,
  query: string,
  rest: JsonObject = {},
): Promise<JsonObject> {
  const body = JSON.stringify({ query, ...rest });
  return jsonOf(await postQuery(simulator, body, await signIn(simulator)));
}
