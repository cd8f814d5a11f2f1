/**
 * Reads subjects of commits, a line for each, and fails for those that the changelog would leave
 * out: they need one area that .github/release-please-config.json has.
 *
 *   git log --no-merges --format=%s main.. | node scripts/check-subjects.mjs
 */
import { readFileSync } from 'node:fs';

const file = new URL('../.github/release-please-config.json', import.meta.url);
const { packages } = JSON.parse(readFileSync(file, 'utf8'));
const areas = new Set(packages['.']['changelog-sections'].map(({ type }) => type));

const subjects = readFileSync(0, 'utf8').split('\n').filter(Boolean);
const wrong = subjects.filter((subject) => {
  const [, area] = /^([\w-]+)!?: \S/.exec(subject) ?? [];
  return !areas.has(area);
});
for (const subject of wrong) process.stderr.write(`not "area: what it does now": ${subject}\n`);
process.exitCode = wrong.length === 0 ? 0 : 1;
