import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findInstallation } from '../../scripts/support/installation';
import { pack } from '../../scripts/support/pack';
import { projectRoot } from '../../scripts/support/project-root';

/** What an installation puts on the disk. */
export interface Installed {
  /** The package itself, and what it depends on. */
  readonly packages: number;
  /** Of the package alone. */
  readonly ownBytes: number;
  readonly bytes: number;
}

/** Counts what `npm install` of the package brings, as it is installed here. */
export async function measureInstalled(): Promise<Installed> {
  const folders = dependencyFolders();
  const ownBytes = await sizeOfPackage();
  const bytes = folders.reduce((sum, folder) => sum + sizeOfFolder(folder), ownBytes);
  return { packages: 1 + folders.length, ownBytes, bytes };
}

async function sizeOfPackage(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'inode-bench-'));
  try {
    const { files } = await pack(findInstallation('node-red').npm, folder);
    return files.reduce((sum, file) => sum + statSync(join(projectRoot, file)).size, 0);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The folders that the lock file does not keep for developers. */
function dependencyFolders(): string[] {
  const lock: unknown = JSON.parse(readFileSync(join(projectRoot, 'package-lock.json'), 'utf8'));
  const { packages }: { packages?: unknown } = Object(lock);
  return Object.entries(Object(packages))
    .filter(([path, entry]) => path !== '' && isForAll(entry))
    .map(([path]) => join(projectRoot, path));
}

function isForAll(entry: unknown): boolean {
  return !['dev', 'devOptional', 'peer'].some((flag) => flag in Object(entry));
}

/** The packages inside a folder stand in the lock file themselves. */
function sizeOfFolder(folder: string): number {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== 'node_modules')
    .map((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? sizeOfFolder(path) : statSync(path).size;
    })
    .reduce((sum, size) => sum + size, 0);
}
