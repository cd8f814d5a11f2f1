import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectRoot } from '../../scripts/support/project-root';
import { findPython } from '../../scripts/support/python';
import { assertSample, assertStrain } from '../sample';
import type { Contender } from './contender';

/** Starts the vendor's loop; `undefined` where no Python has requests. */
export function startVendor(baseUrl: string): Contender | undefined {
  const python = findPython('requests');
  if (python === undefined) return undefined;
  const script = join(projectRoot, 'bench/contenders/vendor.py');
  const loop = spawn(python, ['-B', script, baseUrl], {
    env: { ...process.env, NO_PROXY: '*' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface(loop.stdout)[Symbol.asyncIterator]();
  const ask = async (question: string): Promise<unknown> => {
    loop.stdin.write(`${question}\n`);
    const { value } = await lines.next();
    if (value === undefined) throw new Error('The vendor’s loop ended.');
    return JSON.parse(value);
  };
  return {
    name: 'vendor',
    async poll() {
      const sample = await ask('poll');
      assertSample(sample);
      return sample;
    },
    async weigh() {
      const strain = await ask('weigh');
      assertStrain(strain);
      return strain;
    },
    async close() {
      const ended = once(loop, 'close');
      loop.stdin.end();
      await ended;
    },
  };
}
