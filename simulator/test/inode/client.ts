import { connect } from 'node:net';
import type { Simulator } from '../../index';
import { asObjects, type JsonObject, tokensOf } from '../support';

type Fields = Readonly<Record<string, string>>;

/** Posts a form to the token endpoint. */
export function postToken(simulator: Simulator, form: Fields, headers: Fields = {}) {
  const body = new URLSearchParams(form);
  return fetch(`${simulator.baseUrl}oauth/token/`, { method: 'POST', body, headers });
}

/** The form fields that authenticate the client. */
export function clientFields({ account }: Simulator) {
  return { client_id: account.clientId, client_secret: account.clientSecret };
}

/** The form of a password grant that succeeds. */
export function passwordForm(simulator: Simulator) {
  const { username, password } = simulator.account;
  return { grant_type: 'password', username, password, ...clientFields(simulator) };
}

/** Signs in with the password grant. */
export async function signIn(simulator: Simulator) {
  return tokensOf(await postToken(simulator, passwordForm(simulator)));
}

/** Uses a refresh token. */
export function refresh(simulator: Simulator, refreshToken: string): Promise<Response> {
  const form = { grant_type: 'refresh_token', refresh_token: refreshToken };
  return postToken(simulator, { ...form, ...clientFields(simulator) });
}

/** Reads an address under the base URL, with the API key unless other headers are given. */
export function get(
  simulator: Simulator,
  path: string,
  headers: Fields = apiKey(simulator),
): Promise<Response> {
  return fetch(simulator.baseUrl + path, { headers, redirect: 'manual' });
}

/** The header that carries the API key. */
export function apiKey({ account }: Simulator) {
  return { authorization: `Token ${account.token}` };
}

/** The header that carries an access token. */
export function bearer(accessToken: string) {
  return { authorization: `Bearer ${accessToken}` };
}

/** What a list answers to `?no_pagination`. */
export async function completeList(
  simulator: Simulator,
  list: 'links' | 'devices',
): Promise<JsonObject[]> {
  return asObjects(await (await get(simulator, `v1/${list}/?no_pagination`)).json());
}

/** How a connection ended, and every byte that came before. */
export interface RawOutcome {
  readonly received: string;
  readonly end: 'FIN' | 'RST';
}

/** Sends one GET over a bare socket and listens until the other side ends it. */
export function rawGet(simulator: Simulator, path: string): Promise<RawOutcome> {
  const url = new URL(simulator.baseUrl + path);
  const { authorization } = apiKey(simulator);
  return new Promise((resolve) => {
    const socket = connect(Number(url.port), url.hostname);
    let received = '';
    socket.setEncoding('latin1').on('data', (text: string) => {
      received += text;
    });
    socket.on('end', () => resolve({ received, end: 'FIN' }));
    socket.on('error', () => resolve({ received, end: 'RST' }));
    socket.write(
      `GET ${url.pathname}${url.search} HTTP/1.1\r\nhost: ${url.host}\r\nconnection: close\r\nauthorization: ${authorization}\r\n\r\n`,
    );
  });
}
