import { join } from 'node:path';
import { projectRoot } from './project-root';
import { type RunOptions, run } from './run';

/** A packed package. */
export interface Tarball {
  /** Absolute path of the .tgz file. */
  path: string;
  /** Hash of its content, as lock files write it. */
  integrity: string;
  /** Paths of the files inside, relative to the package. */
  files: string[];
}

interface PackReport {
  filename: string;
  integrity: string;
  files: { path: string }[];
}

function assertReports(value: unknown): asserts value is [PackReport] {
  if (!Array.isArray(value) || value.length !== 1 || typeof value[0]?.integrity !== 'string') {
    throw new TypeError('npm pack did not report one package');
  }
}

/**
 * Packs the package as it was last built.
 *
 * @param npm path of npm's script
 * @param destination existing folder for the tarball
 */
export async function pack(
  npm: string,
  destination: string,
  options: Omit<RunOptions, 'cwd'> = {},
): Promise<Tarball> {
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', destination];
  const reports: unknown = JSON.parse(await run(npm, args, { ...options, cwd: projectRoot }));
  assertReports(reports);
  const [{ filename, integrity, files }] = reports;
  return { path: join(destination, filename), integrity, files: files.map(({ path }) => path) };
}
