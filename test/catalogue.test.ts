import assert from 'node:assert/strict';
import english from '../nodes/locales/en-US/inode-config.json';
import { FRAMES, MESSAGES } from '../src/errors';
import { REASONS } from '../src/reasons';

describe('The English catalogue', () => {
  const { error, reason } = english['inode-config'];

  it('says of each error what the library says', () => {
    assert.deepEqual(error, { ...MESSAGES, ...FRAMES });
  });

  it('says of each reason what the library says', () => {
    assert.deepEqual(reason, REASONS);
  });
});
