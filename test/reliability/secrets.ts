import assert from 'node:assert/strict';
import type { Bench } from './bench';
import { core } from './marker';

/**
 * Every secret of a bench, without what an encoding could change: the
 * credentials, what requests proved themselves with, and all tokens that were
 * issued.
 */
export function secretsOf({ bed, cable, account }: Bench): string[] {
  const credentials = Object.values(account).map((value) => core(String(value)));
  const carried = bed.simulator.requests.map(({ headers }) => headers.authorization?.split(' ')[1]);
  const issued = [...cable.received.matchAll(/"(?:access|refresh)_token":"([^"]+)"/g)];
  const all = [...credentials, ...carried, ...issued.map(([, token]) => token)];
  return [...new Set(all)].flatMap((secret) => secret || []);
}

/** Looks for secrets in everything that was shown, where `evidence` must stand, too. */
export function assertKept(bench: Bench, evidence: string, more: readonly string[] = []): void {
  const text = bench.shown();
  assert(text.includes(evidence), `the traces tell of ${evidence}`);
  assertWithout(text, [...secretsOf(bench), ...more]);
}

/** Looks for secrets in a text. */
export function assertWithout(text: string, secrets: readonly string[]): void {
  const shown = secrets.filter((secret) => text.includes(secret));
  assert.equal(shown.length, 0, `${shown.length} secrets were shown`);
}
