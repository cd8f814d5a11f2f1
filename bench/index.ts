/**
 * The benchmark: `npm run bench` measures everything and writes docs/reports/benchmark.md;
 * `npm run bench -- --quick` only shows that it works; `npm run bench -- --profile` writes where
 * the time of polls goes to docs/reports/profile.md, and their profiles to .local/profiles/.
 */
import { GeneratedSection } from '../scripts/support/reports';
import { FULL, QUICK } from './plan';
import { runProfiles } from './profile';
import { profileTables } from './report/profile-tables';
import { render } from './report/render';
import { runBench } from './run';

const onProgress = (what: string): void => void process.stderr.write(`${what} …\n`);

async function bench(): Promise<void> {
  const isQuick = process.argv.includes('--quick');
  const text = render(await runBench(isQuick ? QUICK : FULL, onProgress));
  process.stdout.write(text);
  if (!isQuick) new GeneratedSection('docs/reports/benchmark.md', 'bench').write(text);
}

async function profile(): Promise<void> {
  const { layers, profiled } = await runProfiles(onProgress);
  const text = profileTables(layers, profiled);
  process.stdout.write(text);
  new GeneratedSection('docs/reports/profile.md', 'bench -- --profile').write(text);
}

void (process.argv.includes('--profile') ? profile() : bench());
