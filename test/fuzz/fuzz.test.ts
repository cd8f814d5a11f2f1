import { fuzzCase } from '../../scripts/fuzz/cases';
import { Chance } from '../../scripts/fuzz/chance';
import { HostileSubject } from '../process/support/hostile-subject';

/** Seconds' worth; `npm run fuzz` tries thousands. */
const CASES = 30;
const SEED = 12;

describe('a Node-RED with a heap of 256 MB', function () {
  this.timeout(300_000);
  const subject = new HostileSubject(256);
  before(() => subject.start());
  after(() => subject.close());

  it(`outlives ${CASES} hostile answers, messages and dialogs of the seed ${SEED}`, async () => {
    for (let index = 0; index < CASES; index++) {
      await subject.outlive(fuzzCase(new Chance(SEED, index)));
    }
  });
});
