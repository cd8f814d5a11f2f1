import assert from 'node:assert/strict';
import { readState } from '../../../src/changes/state';
import { compared, field, path, rulesWith } from './compare';

const ONLINE = { id: 1, status: 'Live' };

describe('a comparison with a state that was kept', () => {
  it('begins anew when others are chosen', () => {
    const { state } = compared(undefined, [ONLINE], rulesWith());
    const others = rulesWith({ watch: 'only', fields: [field('status')] });
    assert.equal(readState(state, others), undefined);
    assert.equal(readState(state, rulesWith({ keys: [path('name')] })), undefined);
    assert.equal(readState(state, rulesWith({ polls: 3, first: 'added' })), state);
  });

  it('begins anew where something else was kept', () => {
    const { state } = compared(undefined, [ONLINE], rulesWith());
    const broken = [{ ...state, entries: [{ key: 1 }] }, { ...state, entries: {} }, 'text', null];
    for (const kept of broken) assert.equal(readState(kept, rulesWith()), undefined);
  });
});
