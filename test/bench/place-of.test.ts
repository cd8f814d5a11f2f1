import assert from 'node:assert/strict';
import { join } from 'node:path';
import { placeOf } from '../../bench/worker/place-of';
import { projectRoot } from '../../scripts/support/project-root';

describe('what a profile found', () => {
  for (const [functionName, url, part, name] of [
    [
      'parseJson',
      join(projectRoot, 'dist/src/http/body.js'),
      'JSON.parse',
      'parseJson, src/http/body.js',
    ],
    [
      '',
      join(projectRoot, 'dist/nodes/lib/status.js'),
      'this package',
      'anonymous, nodes/lib/status.js',
    ],
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
    it(`belongs to ${part} where it is ${name}`, () => {
      assert.deepEqual(placeOf({ functionName, url }), { part, name });
    });
  }

  it('is nothing where nothing was computed', () => {
    assert.equal(placeOf({ functionName: '(idle)', url: '' }), undefined);
    assert.equal(placeOf(undefined), undefined);
  });
});
