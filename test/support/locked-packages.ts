import { readFileSync } from 'node:fs';
import { asRecord } from '../../src/json-value';

/** A package that comes with this one. */
export interface LockedPackage {
  /** Where it is installed, as `node_modules/axios`. */
  readonly path: string;
  readonly name: string;
  readonly version: string;
}

/** What the lock file names for users: all that is neither for developers nor a workspace. */
export function lockedPackages(): LockedPackage[] {
  const lock = asRecord(JSON.parse(readFileSync('package-lock.json', 'utf8')));
  return Object.entries(asRecord(lock['packages'])).flatMap(([path, entry]) => {
    const { dev, devOptional, link, version } = asRecord(entry);
    const isForUsers = path.startsWith('node_modules/') && !dev && !devOptional && !link;
    const [name = ''] = path.split('node_modules/').slice(-1);
    return isForUsers ? [{ path, name, version: String(version) }] : [];
  });
}
