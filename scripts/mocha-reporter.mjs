import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';

const write = (line) => process.stdout.write(`${line}\n`);

/** The error and the first lines of its stack: enough to know where to look. */
const reasonOf = ({ err }) => (err?.stack ?? String(err)).split('\n').slice(0, 12).join('\n');

/**
 * Names each test in full, so that a line of a long log can be understood alone.
 * Also writes the counts, and what failed, to the file that TEST_COUNTS names.
 */
export default class FullTitleReporter extends Mocha.reporters.Base {
  constructor(runner, options) {
    super(runner, options);
    let failed = 0;
    runner.on('pass', (test) => {
      const took = test.speed === 'fast' ? '' : ` (${test.duration} ms)`;
      write(`  ✔ ${test.fullTitle()}${took}`);
    });
    runner.on('pending', (test) => write(`  - ${test.fullTitle()}`));
    runner.on('fail', (test) => write(`  ${++failed}) ${test.fullTitle()}`));
    runner.once('end', () => {
      this.epilogue();
      const { passes: passed, pending: skipped } = this.stats;
      const file = process.env.TEST_COUNTS;
      const failures = this.failures.map((test) => `${test.fullTitle()}\n${reasonOf(test)}`);
      if (file) writeFileSync(file, JSON.stringify({ passed, failed, skipped, failures }));
    });
  }
}
