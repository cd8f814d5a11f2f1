import { mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectRoot } from './project-root';

/** As `npm link` does: the package is found where the palette manager installs packages. */
export function linkPackage(userDir: string): void {
  const link = join(userDir, 'node_modules', '@inode-flows', 'node-red-inode');
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(projectRoot, link, 'junction');
}
