import { createCipheriv, createDecipheriv, randomBytes, scrypt, scryptSync } from 'node:crypto';

/*
 * A sealed text: "inode1" or "inode2", by the cost of its key, 16 bytes of salt, 12 of nonce,
 * 16 of tag, and the text under AES-256-GCM. The head is authenticated with it.
 */

/**
 * What the secrets of a key are like: one of them is random, as client secrets are, or all of
 * them may be guessed, as passwords are. Then the key costs what OWASP asks for (Password
 * Storage Cheat Sheet): of its choices for scrypt, the one with 32 MB, which small machines have.
 */
export type Strength = 'secret' | 'guessable';

const HEADS: ReadonlyMap<string, Strength> = new Map([
  ['inode1', 'secret'],
  ['inode2', 'guessable'],
]);
const MARK = 6;
const SALT = 16;
const NONCE = 12;
const TAG = 16;
const START = MARK + SALT + NONCE + TAG;

/** Bytes of a key, and what deriving one costs. */
const KEY = 32;
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 2 ** 20 };
const COSTS: Readonly<Record<Strength, typeof COST>> = {
  secret: COST,
  guessable: { ...COST, p: 3 },
};

/** Seals texts under one key. */
export interface Seal {
  close(text: string): Buffer;
  /** The text, or nothing when it was sealed under another key or is damaged. */
  open(sealed: Buffer): string | undefined;
}

/** The salt of something sealed, or nothing when it is not of this make. */
export function saltOf(sealed: Buffer): Buffer | undefined {
  return strengthOf(sealed) === undefined ? undefined : sealed.subarray(MARK, MARK + SALT);
}

/** What the key of something sealed has cost, or nothing when it is not of this make. */
export function strengthOf(sealed: Buffer): Strength | undefined {
  return sealed.length >= START ? HEADS.get(sealed.toString('latin1', 0, MARK)) : undefined;
}

/** Whether one strength is enough where another one is wanted. */
export function isAsStrong(one: Strength, wanted: Strength): boolean {
  return one === wanted || one === 'guessable';
}

/** How a seal is made. */
interface SealOptions {
  readonly salt?: Buffer | undefined;
  readonly strength?: Strength;
}

/** A seal whose key is derived from secrets with scrypt (N = 2^15, r = 8, p = 1, or 3 for guessable ones). */
export async function createSeal(
  secrets: readonly string[],
  { salt = randomBytes(SALT), strength = 'secret' }: SealOptions = {},
): Promise<Seal> {
  return sealUnder(await deriveKey(JSON.stringify(secrets), salt, strength), salt, strength);
}

/**
 * What was sealed under these secrets, as `Seal.open` gives it. Blocks for a tenth of a second,
 * three for guessable secrets.
 */
export function unsealSync(sealed: Buffer, secrets: readonly string[]): string | undefined {
  const [salt, strength] = [saltOf(sealed), strengthOf(sealed)];
  if (salt === undefined || strength === undefined) return undefined;
  const key = scryptSync(JSON.stringify(secrets), salt, KEY, COSTS[strength]);
  return sealUnder(key, salt, strength).open(sealed);
}

function sealUnder(key: Buffer, salt: Buffer, strength: Strength): Seal {
  const mark = [...HEADS].find(([, each]) => each === strength)?.[0] ?? '';
  const head = Buffer.concat([Buffer.from(mark), salt]);
  return {
    close(text) {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(head);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([head, nonce, cipher.getAuthTag(), body]);
    },
    open(sealed) {
      const nonce = sealed.subarray(head.length, head.length + NONCE);
      const tag = sealed.subarray(head.length + NONCE, START);
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(head).setAuthTag(tag);
        const text = Buffer.concat([decipher.update(sealed.subarray(START)), decipher.final()]);
        return text.toString('utf8');
      } catch {
        return undefined;
      }
    },
  };
}

function deriveKey(secret: string, salt: Buffer, strength: Strength): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(secret, salt, KEY, COSTS[strength], (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
