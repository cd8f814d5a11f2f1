import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Where and for how long a command runs. */
export interface RunOptions {
  cwd: string;
  /** Ends the command. */
  signal?: AbortSignal;
}

/**
 * Runs a Node.js script to its end.
 *
 * @returns what it wrote to standard output
 * @throws with its standard error in the message, when it fails
 */
export async function run(
  script: string,
  args: readonly string[],
  options: RunOptions,
): Promise<string> {
  const { stdout } = await execute(process.execPath, [script, ...args], {
    ...options,
    maxBuffer: 64 * 2 ** 20,
  });
  return stdout;
}
