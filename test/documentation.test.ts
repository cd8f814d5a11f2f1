import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, parse } from 'node:path';
import english from '../nodes/locales/en-US/inode-config.json';

const PAGES = ['.', 'docs', 'docs/reports'].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name)),
);

/** Where npm and the flow library find what a README links to: they rewrite relative links. */
const OF_REPOSITORY =
  /\]\(https:\/\/(?:github\.com\/inode-flows\/node-red-inode\/blob|raw\.githubusercontent\.com\/inode-flows\/node-red-inode)\/main\/([^)#]+)[^)]*\)/g;

describe('the documentation', () => {
  it('has a README whose links are absolute, and lead to files that are there', () => {
    const readme = readFileSync('README.md', 'utf8');
    const paths = [...readme.matchAll(OF_REPOSITORY)].map((match) => match[1] ?? '');
    assert(paths.length > 10);
    assert.deepEqual(
      paths.filter((path) => !existsSync(path)),
      [],
    );
    assert.doesNotMatch(readme, /\]\((?!https?:|#)/);
  });

  it('lists every error code, and no other', () => {
    const page = readFileSync('docs/errors.md', 'utf8');
    const listed = [...page.matchAll(/^\| `([A-Z_]+)` \|/gm)].map((match) => match[1] ?? '');
    const codes = Object.keys(english['inode-config'].error).filter((key) => /^[A-Z_]+$/.test(key));
    assert.deepEqual(listed.toSorted(), codes.toSorted());
  });

  it('has a recipe for every example', () => {
    const page = readFileSync('docs/recipes.md', 'utf8').replaceAll(/\s+/g, ' ');
    const names = readdirSync('examples').map((file) => parse(file).name);
    assert.deepEqual(
      names.filter((name) => !page.includes(`_${name}_`)),
      [],
    );
  });

  for (const page of PAGES) {
    it(`links to files that are there: ${page}`, () => {
      const links = [...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g)];
      const missing = links
        .map((match) => join(dirname(page), match[1] ?? ''))
        .filter((path) => !existsSync(path));
      assert.deepEqual(missing, []);
    });
  }
});
