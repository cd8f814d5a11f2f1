/** Methods that change nothing (RFC 9110, 9.2.1). */
const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Whether a method changes nothing; such a request has no body here. */
export function isSafe(method: string): boolean {
  return SAFE_METHODS.has(method);
}
