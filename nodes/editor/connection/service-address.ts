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
