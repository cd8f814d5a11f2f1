import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { placeOf } from '../../bench/processes/profile';
import { projectRoot } from '../../scripts/support/project-root';

const BUNDLE = join(projectRoot, 'dist/inode.js');

/** From 0, where the bundle has a function. */
function lineOf(name: string): number {
  const lines = readFileSync(BUNDLE, 'utf8').split('\n');
  return lines.findIndex((line) => line.includes(`function ${name}(`));
}

describe('what a profile finds', () => {
  for (const [functionName, url, part, name] of [
    ['parseJson', BUNDLE, 'JSON.parse', 'parseJson, src/json/parse-json.ts'],
    ['parseInPieces', BUNDLE, 'JSON.parse', 'parseInPieces, src/json/parse-in-pieces.ts'],
    ['createStatus', BUNDLE, 'this package', 'createStatus, nodes/lib/status.ts'],
    ['get', '/a/node_modules/axios/dist/axios.cjs', 'axios', 'get, axios/dist/axios.cjs'],
    [
      'send',
      '/a/node_modules/@node-red/runtime/lib/a.js',
      'Node-RED',
      'send, @node-red/runtime/lib/a.js',
    ],
    ['emit', 'node:events', 'Node.js', 'emit, node:events'],
    ['latin1Slice', '', 'Node.js', 'latin1Slice'],
    ['(garbage collector)', '', 'collecting garbage', 'collecting garbage'],
  ] as const) {
    it(`counts ${name} as ${part} in a profile`, () => {
      const lineNumber = url === BUNDLE ? lineOf(functionName) : 0;
      assert.deepEqual(placeOf({ functionName, url, lineNumber }), { part, name });
    });
  }

  it('leaves out of a profile what computes nothing', () => {
    assert.equal(placeOf({ functionName: '(idle)', url: '', lineNumber: 0 }), undefined);
    assert.equal(placeOf(undefined), undefined);
  });
});
