/** The names that RFC 9110 (5.1) allows. */
const NAME = /^[\w!#$%&'*+.^`|~-]+$/;

/** What proves who calls: the account's own, and never another one beside it. */
const OF_ACCOUNT: ReadonlySet<string> = new Set([
  'authorization',
  'proxy-authorization',
  'cookie',
  'cookie2',
  'x-session-id',
]);

/** What says where a message goes, how long it is and what becomes of its connection (RFC 9110, 7.6.1). */
const OF_CONNECTION: ReadonlySet<string> = new Set([
  'host',
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'upgrade',
  'expect',
  'http2-settings',
]);

/** The reasons why a header of this name cannot be set. */
export type HeaderFault = 'headerNameInvalid' | 'headerOfAccount' | 'headerOfConnection';

/**
 * Why nobody but the account and the connection may set a header of this name, if so. The edit
 * dialogs ask the same in the browser.
 */
export function headerFault(name: string): HeaderFault | undefined {
  // It is the prototype of whatever headers are put together in.
  if (!NAME.test(name) || name.toLowerCase() === '__proto__') return 'headerNameInvalid';
  // What runs behind CGI's rules, as Django does, takes an underscore for a hyphen.
  const plain = name.toLowerCase().replaceAll('_', '-');
  if (OF_ACCOUNT.has(plain)) return 'headerOfAccount';
  return OF_CONNECTION.has(plain) ? 'headerOfConnection' : undefined;
}
