import assert from 'node:assert/strict';
import type { FaultRig } from './fault-rig';
import { core } from './marker';

/**
 * Every secret of a rig, without what an encoding could change: the
 * credentials, what requests proved themselves with, and all tokens that were
 * issued.
 */
export function secretsOf({ bed, link, account }: FaultRig): string[] {
  const credentials = Object.values(account).map((value) => core(String(value)));
  const carried = bed.simulator.requests.map(({ headers }) => headers.authorization?.split(' ')[1]);
  const issued = [...link.received.matchAll(/"(?:access|refresh)_token":"([^"]+)"/g)];
  const all = [...credentials, ...carried, ...issued.map(([, token]) => token)];
  return [...new Set(all)].flatMap((secret) => secret || []);
}

/** Looks for secrets in everything that was shown, where `evidence` must stand, too. */
export function assertKept(rig: FaultRig, evidence: string, more: readonly string[] = []): void {
  const text = rig.shown();
  assert(text.includes(evidence), `the traces show ${evidence}`);
  assertWithout(text, [...secretsOf(rig), ...more]);
}

/** Looks for secrets in a text. */
export function assertWithout(text: string, secrets: readonly string[]): void {
  const shown = secrets.filter((secret) => text.includes(secret));
  assert.equal(shown.length, 0, `${shown.length} secrets were shown`);
}
