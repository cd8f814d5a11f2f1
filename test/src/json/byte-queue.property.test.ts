import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ByteQueue } from '../../../src/json/byte-queue';
import { runs } from '../../support/runs';

const bytes = fc.uint8Array({ maxLength: 20 });
const step = fc.oneof(
  fc.record({ add: bytes }),
  fc.record({ take: fc.nat(30) }),
  fc.record({ drop: fc.nat(5) }),
  fc.constant({ takeAll: true }),
);

describe('a queue of bytes, whatever is added and taken', () => {
  it('holds what an array of them would, and changes neither what was taken nor what was given', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const queue = new ByteQueue();
        let expected: number[] = [];
        const others: [bytes: Uint8Array, before: number[]][] = [];
        for (const each of steps) {
          if ('add' in each) {
            const added = Buffer.from(each.add);
            others.push([added, [...added]]);
            queue.add(added);
            expected.push(...added);
          } else if ('take' in each) {
            const count = Math.min(each.take, expected.length);
            const taken = queue.take(count);
            others.push([taken, expected.slice(0, count)]);
            expected = expected.slice(count);
          } else if ('takeAll' in each) {
            const taken = Buffer.concat(queue.takeAll());
            assert.deepEqual([...taken], expected);
            expected = [];
          } else {
            const count = Math.min(each.drop, expected.length);
            queue.drop(count);
            expected = expected.slice(0, expected.length - count);
          }
          assert.deepEqual([queue.length, ...queue.bytes], [expected.length, ...expected]);
        }
        for (const [held, before] of others) assert.deepEqual([...held], before);
      }),
      { numRuns: runs(1_000) },
    );
  });

  it('keeps a few chunks only of what comes in drops', () => {
    const queue = new ByteQueue();
    for (let byte = 0; byte < 10_000; byte++) queue.add(Buffer.of(byte % 256));
    const chunks = queue.takeAll();
    assert(chunks.length < 300, `${chunks.length} chunks`);
    const all = Buffer.concat(chunks);
    assert(all.length === 10_000 && all.every((byte, at) => byte === at % 256));
  });
});
