import { createHmac, randomUUID } from 'node:crypto';

/** Makes a signed JSON Web Token (RFC 7519) of the given claims that differs from all others. */
export function createJwt(claims: Readonly<Record<string, unknown>>, key: Buffer): string {
  const content = [
    { alg: 'HS256', typ: 'JWT' },
    { ...claims, jti: randomUUID() },
  ]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${content}.${createHmac('sha256', key).update(content).digest('base64url')}`;
}
