import crypto from 'node:crypto';

/** Errors name lines of the sources. A flag of Node.js would cost mocha another process. */
process.setSourceMapsEnabled(true);

/** Mocha lets a rejection that nobody handles pass; it must fail the test during which it comes. */
process.on('unhandledRejection', (error) => {
  throw error;
});

/**
 * A key for what is stored costs a tenth of a second, which is the purpose of scrypt, and
 * tests derive hundreds of keys: here each costs a millisecond. What the package asks for is
 * tested in test/src/auth/seal.test.ts, and a Node-RED that tests start derives real keys.
 */
const { scrypt, scryptSync } = crypto;
const cheap = (cost) => ({ ...cost, N: 2 ** 8 });
crypto.scrypt = (secret, salt, length, cost, done) =>
  scrypt(secret, salt, length, cheap(cost), done);
crypto.scryptSync = (secret, salt, length, cost) => scryptSync(secret, salt, length, cheap(cost));
