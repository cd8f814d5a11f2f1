import assert from 'node:assert/strict';
import crypto, { randomBytes, randomUUID } from 'node:crypto';
import { spy } from 'sinon';
import { createSeal, type Seal, saltOf, unsealSync } from '../../../src/auth/seal';

const MARK = 'inode1'.length;
const SALT = 16;

describe('a seal', () => {
  const secrets = [randomUUID(), randomUUID()];
  const text = randomUUID();
  let seal: Seal;
  let sealed: Buffer;
  before(async () => {
    seal = await createSeal(secrets);
    sealed = seal.close(text);
  });

  it('opens what it closed', () => {
    assert.equal(seal.open(sealed), text);
  });

  it('has a key that scrypt derives with N = 2^15, r = 8 and p = 1', async () => {
    const [derive, deriveSync] = [spy(crypto, 'scrypt'), spy(crypto, 'scryptSync')];
    try {
      await createSeal(secrets);
      unsealSync(sealed, secrets);
      for (const { args } of [derive.firstCall, deriveSync.firstCall]) {
        const [, , length, cost] = args;
        assert.equal(length, 32);
        assert.deepEqual(cost, { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 2 ** 20 });
      }
    } finally {
      derive.restore();
      deriveSync.restore();
    }
  });

  for (const odd of ['', '\0', 'Zürich 🛰', '\uFEFF{}', 'x'.repeat(2 ** 20)]) {
    it(`keeps a text of ${odd.length} characters as it is`, () => {
      assert.equal(seal.open(seal.close(odd)), odd);
    });
  }

  it('is made again from the same secrets and the salt in front of it', async () => {
    const again = await createSeal(secrets, { salt: saltOf(sealed) });
    assert.equal(again.open(sealed), text);
    assert.equal(seal.open(again.close(text)), text);
  });

  it('hides the text, and hides it differently each time', () => {
    const second = seal.close(text);
    assert(!sealed.includes(text));
    const start = MARK + SALT;
    for (let at = start; at + 8 <= sealed.length; at++) {
      assert(!second.includes(sealed.subarray(at, at + 8), start), 'something repeats itself');
    }
  });

  it('of the same secrets without the salt is another one', async () => {
    const other = await createSeal(secrets);
    assert.equal(other.open(sealed), undefined);
    assert.notDeepEqual(saltOf(other.close(text)), saltOf(sealed));
  });

  const [first = '', second = ''] = secrets;
  const OTHERS: [what: string, secrets: string[]][] = [
    ['one secret less', [first]],
    ['the secrets in another order', [second, first]],
    ['the border between two secrets elsewhere', [first + second.slice(0, 1), second.slice(1)]],
    ['the secrets in one', [first + second]],
    ['an empty secret more', [first, second, '']],
    ['a secret in upper case', [first.toUpperCase(), second]],
  ];
  for (const [what, others] of OTHERS) {
    it(`does not open with ${what}`, async () => {
      const other = await createSeal(others, { salt: saltOf(sealed) });
      assert.equal(other.open(sealed), undefined);
    });
  }

  it('does not open when any bit behind the salt is another', () => {
    for (let bit = (MARK + SALT) * 8; bit < sealed.length * 8; bit++) {
      const damaged = Buffer.from(sealed);
      damaged.writeUInt8(damaged.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      assert.equal(seal.open(damaged), undefined, `bit ${bit}`);
    }
  });

  it('does not open when it is cut off anywhere, or is longer', () => {
    for (let length = 0; length < sealed.length; length++) {
      assert.equal(seal.open(sealed.subarray(0, length)), undefined, `${length} bytes`);
    }
    assert.equal(seal.open(Buffer.concat([sealed, sealed])), undefined);
  });
});

describe('the salt of something sealed', () => {
  it('is there from the shortest seal on, that of an empty text', async () => {
    const salt = randomBytes(SALT);
    const empty = (await createSeal(['secret'], { salt })).close('');
    assert.deepEqual(saltOf(empty), salt);
    assert.equal(saltOf(empty.subarray(0, -1)), undefined);
  });

  it('is not looked for in what another program wrote', () => {
    assert.equal(saltOf(Buffer.alloc(200)), undefined);
    assert.equal(saltOf(Buffer.from(`inode3${'x'.repeat(200)}`)), undefined);
    assert.equal(saltOf(Buffer.alloc(0)), undefined);
  });
});
