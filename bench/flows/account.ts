import { randomBytes } from 'node:crypto';

function random(): string {
  return randomBytes(12).toString('hex');
}

/** An account of the benchmark's server, which takes any. */
export const ACCOUNT = {
  username: random(),
  password: random(),
  clientId: random(),
  clientSecret: random(),
};
