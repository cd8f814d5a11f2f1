import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { findPython } from '../../scripts/support/python';

/** What happens before a round. */
export type Before = () => void;

export const AT_ONCE: Before = () => undefined;

/**
 * Runs one of the Python examples, round by round.
 *
 * @param name of the file in `python/`.
 */
export async function runExample(
  name: string,
  settings: Readonly<Record<string, string>>,
  rounds: readonly Before[],
): Promise<void> {
  const python = findPython('requests');
  assert(python !== undefined);
  // Tests run from the compiled tree; the Python files stay where they are written.
  const script = path.resolve(`test/seeds/python/${name}.py`);
  const example = spawn(python, ['-B', script], {
    env: { ...process.env, NO_PROXY: '*' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(example, 'close');
  const lines = createInterface(example.stdout)[Symbol.asyncIterator]();
  example.stdin.write(`${JSON.stringify(settings)}\n`);
  for (const before of rounds) {
    before();
    example.stdin.write('\n');
    assert.equal((await lines.next()).value, 'over', `${name} goes on`);
  }
  example.stdin.end();
  assert.deepEqual(await ended, [0, null]);
}
