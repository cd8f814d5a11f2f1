import assert from 'node:assert/strict';
import { ASKING, WORKING } from '../../scripts/fuzz/flow';
import { ODD_NAMES } from '../../scripts/support/recorder/odd-messages';
import { HOSTILE_CASES } from './support/hostile-cases';
import { HostileSubject } from './support/hostile-subject';

/** Seconds that a large answer may take on a machine with much else to do. */
const TIMEOUT = 60;

for (const heap of [256, 512]) {
  describe(`a Node-RED with a heap of ${heap} MB`, function () {
    this.timeout(300_000);
    const subject = new HostileSubject(heap, TIMEOUT);
    before(() => subject.start());
    after(() => subject.close());

    for (const { ends, reply, ...each } of HOSTILE_CASES) {
      it(`outlives ${each.what}`, async () => {
        const outcome = await subject.outlive(each);
        const codes = Object.keys(outcome.ends);
        assert.equal(codes.length > 0, each.message !== undefined);
        if (ends)
          assert.deepEqual(
            codes.filter((code) => !ends.includes(code)),
            [],
          );
        if (reply) assert.match(outcome.reply ?? '', reply);
      });
    }

    for (const start of [...WORKING, ...ASKING]) {
      it(`outlives messages to ${start} with getters that throw, revoked proxies and the like`, async () => {
        for (const odd of ODD_NAMES) {
          const what = `a message with ${odd}`;
          const { ends } = await subject.outlive({ what, message: { start, odd } });
          assert.notDeepEqual(ends, {}, what);
        }
      });
    }
  });
}
