/**
 * The benchmark: `npm run bench` measures everything and writes it into
 * docs/performance.md; `npm run bench -- --quick` only shows that it works.
 */
import { writeFileSync } from 'node:fs';
import { MadePart } from '../scripts/support/made-part';
import { QUICK, WHOLE } from './plan';
import { plot } from './report/plot';
import { render } from './report/render';
import { runBench } from './run-bench';

async function bench(): Promise<void> {
  const isQuick = process.argv.includes('--quick');
  const results = await runBench(isQuick ? QUICK : WHOLE, (line) => {
    process.stderr.write(`${line} …\n`);
  });
  const text = render(results);
  process.stdout.write(text);
  if (isQuick) return;
  new MadePart('docs/performance.md', 'bench').write(text);
  writeFileSync('docs/images/performance.svg', plot(results.races));
}

void bench();
