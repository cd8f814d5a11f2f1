import assert from 'node:assert/strict';
import { rulesOf } from '../../../src/changes/state';
import { field, path, rulesWith } from './compare';

describe('a state that was kept', () => {
  const text = rulesOf(rulesWith());

  it('is of no use where the key or the fields are others', () => {
    for (const others of [
      { watch: 'only', fields: [field('status')] },
      { keys: [path('name')] },
      { keys: [path('id'), path('name')] },
    ] as const) {
      assert.notEqual(rulesOf(rulesWith(others)), text);
    }
  });

  it('is used where the filter and the first list are others, as before', () => {
    assert.equal(rulesOf(rulesWith({ polls: 3, first: 'added', unkeyed: 'skip' })), text);
    assert.equal(text, '["id","all"]');
  });
});
