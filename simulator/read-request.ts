/** What the headers and the body of a request say. */

/** The media type of a form. */
export const FORM = 'application/x-www-form-urlencoded';

/** The media type of a `Content-Type`, in lower case and without parameters. */
export function mediaType(contentType = ''): string {
  return contentType.replace(/;.*$/s, '').trim().toLowerCase();
}

/** The fields of a form-encoded body; of several with one name, the last counts. */
export function formFields(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(new URLSearchParams(text));
}

/** The value of a JSON text; `undefined` where it is not one. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The JSON object that a text holds; `undefined` where it holds none. */
export function readObject(text: string): Readonly<Record<string, unknown>> | undefined {
  const value = parseJson(text);
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? { ...value } : undefined;
}

/** Client id and secret of an `Authorization: Basic` header, as they were sent; two empty texts where there is none. */
export function basicCredentials(authorization = ''): readonly [id: string, secret: string] {
  const encoded = /^Basic +(\S+)$/i.exec(authorization)?.[1] ?? '';
  const [, id = '', secret = ''] =
    /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, 'base64').toString()) ?? [];
  return [id, secret];
}

/** The token of an `Authorization` header, if it holds a Bearer token. */
export function bearerToken(authorization = ''): string | undefined {
  return /^Bearer +(\S+)$/i.exec(authorization)?.[1];
}
