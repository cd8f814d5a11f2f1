/**
 * Whether tests of a day or a month run for all of it, as `npm run test:month` asks;
 * otherwise they run for a part of it, which checks the same.
 */
export const LONG_RUNS = process.env['INODE_POLL_DAYS'] !== undefined;
