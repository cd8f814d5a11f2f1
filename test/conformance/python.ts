import { spawnSync } from 'node:child_process';

/** Debian's own Python comes first: its packages are not visible to another `python3` in PATH. */
const CANDIDATES = ['/usr/bin/python3', 'python3'];

let found: string | null | undefined;

/** The first Python that has all parts of the stack; looked for once. */
export function findPython(): string | undefined {
  found ??= CANDIDATES.find(hasStack) ?? null;
  return found ?? undefined;
}

function hasStack(python: string): boolean {
  const imports = 'import django, rest_framework, oauth2_provider';
  return spawnSync(python, ['-c', imports], { stdio: 'ignore' }).status === 0;
}
