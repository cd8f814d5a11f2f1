import { spawnSync } from 'node:child_process';

/** Debian's own Python comes first: its packages are not visible to another `python3` in PATH. */
const CANDIDATES = ['/usr/bin/python3', 'python3'];

let found: string | null | undefined;

/** The first Python that can run the vendors' examples; looked for once. */
export function findPython(): string | undefined {
  found ??= CANDIDATES.find(hasRequests) ?? null;
  return found ?? undefined;
}

function hasRequests(python: string): boolean {
  return spawnSync(python, ['-c', 'import requests'], { stdio: 'ignore' }).status === 0;
}
