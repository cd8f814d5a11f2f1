import { randomBytes } from 'node:crypto';

/** A new password that the policy of the simulated RDP lets pass. */
export function strongPassword(): string {
  return `Aa1!${randomBytes(9).toString('hex')}`;
}
