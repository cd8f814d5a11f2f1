import { createCipheriv, createDecipheriv, randomBytes, scrypt, scryptSync } from 'node:crypto';

/*
 * A sealed text: "inode1", 16 bytes of salt, 12 of nonce, 16 of tag, and the
 * text under AES-256-GCM. The head is authenticated with it.
 */
const HEAD = Buffer.from('inode1');
const SALT = 16;
const NONCE = 12;
const TAG = 16;
const START = HEAD.length + SALT + NONCE + TAG;

/** Bytes of a key, and what deriving one costs. */
const KEY = 32;
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 2 ** 20 };

/** Seals texts under one key. */
export interface Seal {
  close(text: string): Buffer;
  /** The text, or nothing when it was sealed under another key or is damaged. */
  open(sealed: Buffer): string | undefined;
}

/** The salt of something sealed, or nothing when it is not of this make. */
export function saltOf(sealed: Buffer): Buffer | undefined {
  const isOurs = sealed.length >= START && sealed.subarray(0, HEAD.length).equals(HEAD);
  return isOurs ? sealed.subarray(HEAD.length, HEAD.length + SALT) : undefined;
}

/** A seal whose key is derived from secrets with scrypt (N = 2^15, r = 8, p = 1). */
export async function createSeal(
  secrets: readonly string[],
  salt: Buffer = randomBytes(SALT),
): Promise<Seal> {
  return sealUnder(await deriveKey(JSON.stringify(secrets), salt), salt);
}

/** What was sealed under these secrets, as `Seal.open` gives it. Blocks for a tenth of a second. */
export function unsealSync(sealed: Buffer, secrets: readonly string[]): string | undefined {
  const salt = saltOf(sealed);
  if (salt === undefined) return undefined;
  return sealUnder(scryptSync(JSON.stringify(secrets), salt, KEY, COST), salt).open(sealed);
}

function sealUnder(key: Buffer, salt: Buffer): Seal {
  const head = Buffer.concat([HEAD, salt]);
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

function deriveKey(secret: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(secret, salt, KEY, COST, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
