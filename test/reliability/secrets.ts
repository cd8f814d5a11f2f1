import { randomBytes } from 'node:crypto';
import type { SimulatorAccount } from '../../simulator';
import type { Bench } from './bench';

/** A text that comes by chance nowhere else, and that no encoding changes. */
export function marker(): string {
  return randomBytes(12).toString('hex');
}

/** Credentials with a marker in each; the password also has all that is written differently in forms, JSON and HTML. */
export function markedAccount(): SimulatorAccount {
  return {
    username: `${marker()}@example.org`,
    password: `ü"&%<+ ${marker()}`,
    clientId: marker(),
    clientSecret: marker(),
    token: marker(),
  };
}

/** Every secret of a bench, without what an encoding could change: the credentials, and all tokens that were issued. */
export function secretsOf({ bed, cable }: Bench): string[] {
  const credentials = Object.values(bed.simulator.account).map(core);
  const issued = [...cable.received.matchAll(/"(?:access|refresh)_token":"([0-9a-f]+)"/g)];
  return [...credentials, ...issued.map(([, token = '']) => token)];
}

/** The marker in a text. */
export function core(text: string): string {
  return /[0-9a-f]{24,}/.exec(text)?.[0] ?? text;
}
