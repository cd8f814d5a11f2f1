/**
 * The benchmark: `npm run bench` measures everything and writes it into
 * docs/performance.md; `npm run bench -- --quick` only shows that it works, and
 * `npm run bench -- --profile` writes what polls spend their time with.
 */
import { writeFileSync } from 'node:fs';
import { MadePart } from '../scripts/support/made-part';
import { QUICK, WHOLE } from './plan';
import { plot } from './report/plot';
import { profileTables } from './report/profile-tables';
import { render } from './report/render';
import { runBench } from './run-bench';
import { runProfile } from './run-profile';

const say = (line: string): void => void process.stderr.write(`${line} …\n`);

async function bench(): Promise<void> {
  const isQuick = process.argv.includes('--quick');
  const results = await runBench(isQuick ? QUICK : WHOLE, say);
  const text = render(results);
  process.stdout.write(text);
  if (isQuick) return;
  new MadePart('docs/performance.md', 'bench').write(text);
  writeFileSync('docs/images/performance.svg', plot(results.races));
}

async function profile(): Promise<void> {
  const text = profileTables(await runProfile(say));
  process.stdout.write(text);
  new MadePart('docs/performance.md', 'bench -- --profile').write(text);
}

void (process.argv.includes('--profile') ? profile() : bench());
