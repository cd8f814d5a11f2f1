import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'acorn';
import { simple } from 'acorn-walk';
import { transformSync } from 'esbuild';
import { checkSync } from 'recheck';

/** Milliseconds that the judgment of one expression may take. */
const TIMEOUT = 60_000;

/** The regular expressions in a file, as they are written. */
function expressionsIn(file: string): { raw: string; pattern: string; flags: string }[] {
  const { code } = transformSync(readFileSync(file, 'utf8'), { loader: 'ts' });
  const found: ReturnType<typeof expressionsIn> = [];
  simple(parse(code, { ecmaVersion: 'latest', sourceType: 'module' }), {
    Literal({ regex, raw = '' }) {
      if (regex) found.push({ raw, ...regex });
    },
    NewExpression({ callee }) {
      // What is put together at run time is judged by nobody.
      assert(!(callee.type === 'Identifier' && callee.name === 'RegExp'), `new RegExp in ${file}`);
    },
  });
  return found;
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name) => join(folder, name));
}

describe('each regular expression takes time that grows with the text alone', () => {
  for (const file of ['src', 'nodes'].flatMap(filesIn)) {
    for (const { raw, pattern, flags } of expressionsIn(file)) {
      it(`${raw} in ${file}`, function judge() {
        this.timeout(TIMEOUT);
        const { status, ...details } = checkSync(pattern, flags, { timeout: TIMEOUT });
        assert.equal(status, 'safe', JSON.stringify(details, null, 1));
      });
    }
  }
});
