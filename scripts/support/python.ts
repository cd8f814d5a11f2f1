import { spawnSync } from 'node:child_process';

/** Debian's own Python comes first: its packages are not visible to another `python3` in PATH. */
const CANDIDATES = ['/usr/bin/python3', 'python3'];

const found = new Map<string, string | undefined>();

/** The first Python that can import these modules, as `django, requests`; looked for once. */
export function findPython(modules: string): string | undefined {
  if (!found.has(modules))
    found.set(
      modules,
      CANDIDATES.find((each) => canImport(each, modules)),
    );
  return found.get(modules);
}

function canImport(python: string, modules: string): boolean {
  return spawnSync(python, ['-c', `import ${modules}`], { stdio: 'ignore' }).status === 0;
}
