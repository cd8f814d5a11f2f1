import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import fc from 'fast-check';
import { createTokenFile } from '../../src/auth/token-file';
import type { Tokens } from '../../src/auth/tokens';
import { runs } from '../support/runs';
import { useFolder } from '../support/use-folder';

/** How a good file may have become another one. */
type Damage = (good: Buffer) => Buffer;

const flipped = fc.nat().map(
  (at): Damage =>
    (good) => {
      const damaged = Buffer.from(good);
      const bit = at % (good.length * 8);
      damaged.writeUInt8(damaged.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      return damaged;
    },
);
const cutOff = fc.nat().map(
  (at): Damage =>
    (good) =>
      good.subarray(0, at % good.length),
);
const beheaded = fc.nat().map(
  (at): Damage =>
    (good) =>
      good.subarray(1 + (at % good.length)),
);
const goingOn = fc.uint8Array({ minLength: 1, maxLength: 40 }).map(
  (more): Damage =>
    (good) =>
      Buffer.concat([good, more]),
);
const twice = fc.constant<Damage>((good) => Buffer.concat([good, good]));
const foreign = fc.uint8Array({ maxLength: 300 }).map(
  (bytes): Damage =>
    () =>
      Buffer.from(bytes),
);
const nearlyForeign = fc.uint8Array({ minLength: 40, maxLength: 300 }).map(
  (bytes): Damage =>
    (good) =>
      Buffer.concat([good.subarray(0, 22), bytes]),
);

describe('a stored token file', function () {
  // Each key costs a tenth of a second, by design.
  this.timeout(60_000);
  const inFolder = useFolder();

  it('that is not what was written is ignored, and the next tokens replace it', async () => {
    const secrets: readonly string[] = [randomUUID()];
    const path = inFolder('account');
    const problems: string[] = [];
    const open = () =>
      createTokenFile({ file: { path }, secrets, onProblem: (code) => problems.push(code) });
    const tokens: Tokens = {
      accessToken: randomUUID(),
      refreshToken: randomUUID(),
      expiresAt: Date.now(),
    };
    await open().save({ tokens });
    const good = await readFile(path);

    const damage = fc.oneof(flipped, cutOff, beheaded, goingOn, twice, foreign, nearlyForeign);
    await fc.assert(
      fc.asyncProperty(damage, async (spoil) => {
        await writeFile(path, spoil(good));
        const store = open();
        assert.equal((await store.load()).tokens, undefined);
        await store.save({ tokens });
        assert.deepEqual((await open().load()).tokens, tokens);
      }),
      { numRuns: runs(25) },
    );
    assert.deepEqual(problems, []);
  });
});
