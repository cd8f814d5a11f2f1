/**
 * Writes the bill of materials of a packed package: what its installation by the palette manager
 * brings, as CycloneDX.
 *
 *   node .build/scripts/sbom.js <tarball> <file>
 */
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { billOfMaterials } from './support/bill-of-materials';
import { findInstallation } from './support/installation';

async function main(): Promise<void> {
  const [tarball, file] = process.argv.slice(2);
  if (tarball === undefined || file === undefined) {
    throw new TypeError('Name the tarball, and the file to write.');
  }
  const bill = await billOfMaterials(findInstallation('node-red').npm, resolve(tarball));
  await writeFile(file, `${JSON.stringify(bill, null, 2)}\n`);
}

void main();
