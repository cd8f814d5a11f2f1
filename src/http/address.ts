/** The name and the addresses that never leave this machine (RFC 1122, RFC 4291), as a URL writes them. */
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** The addresses of a service that people type. */
export type AddressName = 'baseUrl' | 'tokenUrl';

/** The reasons why no credentials may be sent to an address. */
export type AddressFault = `${AddressName}Invalid` | 'addressPlain';

/**
 * Why no credentials may be sent to an address, if there is a reason: it must be
 * http or https, without a user name, a password, a query or a fragment. Plain http
 * is for this machine alone, unless `allowInsecure` says otherwise: it shows the
 * credentials to everybody on the way. The edit dialogs ask the same in the browser.
 */
export function addressFault(
  name: AddressName,
  text: string,
  allowInsecure: boolean,
): AddressFault | undefined {
  const url = toUrl(text);
  if (url === undefined || !isService(url)) return `${name}Invalid`;
  return !allowInsecure && crossesNetwork(url) ? 'addressPlain' : undefined;
}

/** Whether what is sent to an address crosses a network unprotected: by plain http, and not to this machine. */
export function isUnprotected(text: string): boolean {
  const url = toUrl(text);
  return url !== undefined && crossesNetwork(url);
}

function toUrl(text: string): URL | undefined {
  try {
    return new URL(text.trim());
  } catch {
    return undefined;
  }
}

function isService({ protocol, username, password, search, hash }: URL): boolean {
  const isHttp = protocol === 'https:' || protocol === 'http:';
  return isHttp && [username, password, search, hash].every((part) => part === '');
}

function crossesNetwork({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && !LOOPBACK.test(hostname);
}
