/** What a browser's URL makes of this machine's own addresses, however they were typed. */
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/**
 * Whether a text is an address that API paths can be added to: http or https,
 * without a user name, a password, a query or a fragment.
 */
export function isServiceAddress(text: string): boolean {
  if (!/^https?:\/\/[^?#]+$/i.test(text)) return false;
  try {
    const { username, password } = new URL(text);
    return username === '' && password === '';
  } catch {
    return false;
  }
}

/**
 * Whether requests to an address, and the credentials in them, would cross a
 * network unprotected: plain http, and not to this machine.
 */
export function isUnprotected(address: string): boolean {
  try {
    const { protocol, hostname } = new URL(address);
    return protocol === 'http:' && !LOOPBACK.test(hostname);
  } catch {
    return false;
  }
}
