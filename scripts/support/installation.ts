import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** One installed Node-RED. */
export interface Installation {
  /** The script that starts it. */
  script: string;
  /** The npm that its palette manager uses. */
  npm: string;
}

/**
 * Finds an installed Node-RED.
 *
 * @param nodeRed name of the package, or the absolute path of its folder
 */
export function findInstallation(nodeRed: string): Installation {
  const manifest = createRequire(__filename).resolve(`${nodeRed}/package.json`);
  const npm = createRequire(manifest).resolve('npm/package.json');
  return {
    script: join(dirname(manifest), 'red.js'),
    npm: join(dirname(npm), 'bin', 'npm-cli.js'),
  };
}
