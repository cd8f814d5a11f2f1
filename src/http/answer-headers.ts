import { withoutSecrets } from '../redact';
import type { HttpAnswer } from './message';

/** What no caller gets: cookies, and what a service that echoes its requests repeats of a sign-in. */
const WITHHELD: ReadonlySet<string> = new Set([
  'set-cookie',
  'set-cookie2',
  'cookie',
  'cookie2',
  'authorization',
  'proxy-authorization',
  'x-session-id',
  '__proto__',
]);

/**
 * The headers of an answer by their names in lower case, as callers may see them: without cookies,
 * and with the secrets masked that the service may have repeated.
 */
export function answerHeaders({ headers, secrets }: HttpAnswer): Record<string, string> {
  // Names arrive in lower case.
  const inNames = secrets.map((secret) => secret.toLowerCase());
  const shown = headers().flatMap(([name, value]) => {
    const isWithheld = WITHHELD.has(name) || withoutSecrets(name, inNames) !== name;
    return isWithheld ? [] : [[name, withoutSecrets(value, secrets)] as const];
  });
  return Object.fromEntries(shown);
}
