import assert from 'node:assert/strict';
import { fuzzCase } from '../../scripts/fuzz/cases';
import { Chance } from '../../scripts/fuzz/chance';
import { jsonAnswer } from '../../scripts/fuzz/hostile-service';
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

  it('is found to ask nobody where its node has no service', async () => {
    const what = 'changes has no service';
    const each = { what, answer: jsonAnswer([]), message: { start: 'changes' } };
    await assert.rejects(subject.outlive(each), /the service was not asked/);
  });
});
