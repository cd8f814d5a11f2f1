import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';

const write = (line) => process.stdout.write(`${line}\n`);

/**
 * Names each test in full, so that a line of a long log can be understood alone.
 * Also writes the counts to the file that TEST_COUNTS names.
 */
export default class FullTitleReporter extends Mocha.reporters.Base {
  constructor(runner, options) {
    super(runner, options);
    let failures = 0;
    runner.on('pass', (test) => {
      const took = test.speed === 'fast' ? '' : ` (${test.duration} ms)`;
      write(`  ✔ ${test.fullTitle()}${took}`);
    });
    runner.on('pending', (test) => write(`  - ${test.fullTitle()}`));
    runner.on('fail', (test) => write(`  ${++failures}) ${test.fullTitle()}`));
    runner.once('end', () => {
      this.epilogue();
      const { passes: passed, failures: failed, pending: skipped } = this.stats;
      const file = process.env.TEST_COUNTS;
      if (file) writeFileSync(file, JSON.stringify({ passed, failed, skipped }));
    });
  }
}
