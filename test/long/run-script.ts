import { execFile } from 'node:child_process';
import path from 'node:path';

/** How a script ended. */
export interface Ended {
  readonly code: number | string;
  readonly output: string;
}

const SCRIPTS = path.join(__dirname, '../../scripts');

/** Runs one of the compiled scripts in a process of its own. */
export function runScript(name: string, ...args: string[]): Promise<Ended> {
  const argv = ['--expose-gc', path.join(SCRIPTS, `${name}.js`), ...args];
  return new Promise((resolve) => {
    execFile(process.execPath, argv, { timeout: 60_000 }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : (error.code ?? 'killed'), output: stdout + stderr });
    });
  });
}
