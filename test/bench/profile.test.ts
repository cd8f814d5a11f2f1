import assert from 'node:assert/strict';
import { join } from 'node:path';
import { placeOf } from '../../bench/processes/profile';
import { projectRoot } from '../../scripts/support/project-root';

describe('what a profile finds', () => {
  for (const [functionName, url, part, name] of [
    [
      'parseJson',
      join(projectRoot, 'dist/src/json/parse-json.js'),
      'JSON.parse',
      'parseJson, src/json/parse-json.js',
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
    it(`counts ${name} as ${part} in a profile`, () => {
      assert.deepEqual(placeOf({ functionName, url }), { part, name });
    });
  }

  it('leaves out of a profile what computes nothing', () => {
    assert.equal(placeOf({ functionName: '(idle)', url: '' }), undefined);
    assert.equal(placeOf(undefined), undefined);
  });
});
