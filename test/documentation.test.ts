import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { ERROR_CODES } from '../src/errors';

const readme = readFileSync('README.md', 'utf8');

describe('the README', () => {
  it('lists every error code, and no other', () => {
    const listed = [...readme.matchAll(/^\| `([A-Z_]+)` \|/gm)].map((match) => match[1] ?? '');
    assert.deepEqual(new Set(listed), ERROR_CODES);
    assert.equal(listed.length, ERROR_CODES.size);
  });

  it('links to files that are there', () => {
    const links = [...readme.matchAll(/\]\((?!https?:|#)([^)]+)\)/g)].map(
      (match) => match[1] ?? '',
    );
    assert(links.length > 0);
    assert.deepEqual(
      links.filter((link) => !existsSync(link)),
      [],
    );
  });
});
