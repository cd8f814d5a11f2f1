import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installPackage } from './install-package';
import { projectRoot } from './project-root';
import { run } from './run';

/** A package in a bill of materials. */
export interface Component {
  readonly 'bom-ref': string;
  readonly name: string;
  readonly group?: string;
  readonly version: string;
  readonly hashes?: readonly { readonly alg: string; readonly content: string }[];
  readonly [property: string]: unknown;
}

/** The parts of a CycloneDX bill that are read here. */
export interface Bill {
  readonly metadata: { readonly component: Component; readonly [property: string]: unknown };
  readonly components: readonly Component[];
  readonly dependencies: readonly {
    readonly ref: string;
    readonly dependsOn?: readonly string[];
  }[];
  readonly [property: string]: unknown;
}

function assertBill(value: unknown): asserts value is Bill {
  if (typeof value !== 'object' || value === null || !('components' in value)) {
    throw new TypeError('npm sbom did not write a bill of materials');
  }
}

/** The integrity of each package in the lock file, by name and version. */
function digests(): ReadonlyMap<string, string> {
  const lock: { packages: Record<string, { version?: string; integrity?: string }> } = JSON.parse(
    readFileSync(join(projectRoot, 'package-lock.json'), 'utf8'),
  );
  return new Map(
    Object.entries(lock.packages).flatMap(([path, { version, integrity }]) => {
      const [name = ''] = path.split('node_modules/').slice(-1);
      return integrity === undefined ? [] : [[`${name}@${version}`, integrity] as const];
    }),
  );
}

/** npm knows no digest of what comes inside of another package; the lock file has those it was made of. */
function withDigest(component: Component, known: ReadonlyMap<string, string>): Component {
  const integrity = known.get(component['bom-ref']);
  if (component.hashes !== undefined || integrity === undefined) return component;
  const content = Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex');
  return { ...component, hashes: [{ alg: 'SHA-512', content }] };
}

/**
 * What the installation of a packed package brings: installs it into an empty folder, as Node-RED's
 * palette manager does, and has npm write the bill. The package takes the place of the folder.
 *
 * @param npm path of npm's script
 * @param tarball absolute path of a .tgz file
 */
export async function billOfMaterials(npm: string, tarball: string): Promise<Bill> {
  const folder = await mkdtemp(join(tmpdir(), 'node-red-inode-'));
  try {
    await installPackage(npm, folder, tarball);
    const args = ['sbom', '--sbom-format=cyclonedx', '--omit=dev'];
    const bill: unknown = JSON.parse(await run(npm, args, { cwd: folder }));
    assertBill(bill);
    const { name } = JSON.parse(await readFile(join(projectRoot, 'package.json'), 'utf8'));
    const isOurs = (each: Component): boolean =>
      [each.group, each.name].filter(Boolean).join('/') === name;
    const component = bill.components.find(isOurs);
    if (component === undefined) throw new TypeError(`${name} is not installed`);
    const known = digests();
    const folderRef = bill.metadata.component['bom-ref'];
    return {
      ...bill,
      metadata: { ...bill.metadata, component },
      components: bill.components
        .filter((each) => each !== component)
        .map((each) => withDigest(each, known)),
      dependencies: bill.dependencies.filter(({ ref }) => ref !== folderRef),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}
