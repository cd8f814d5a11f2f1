import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Makes a new folder that nobody else uses; who asked for it removes it. */
export function temporaryFolder(): string {
  return mkdtempSync(path.join(tmpdir(), 'inode-network-'));
}
