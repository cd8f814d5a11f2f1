/**
 * Loaded before Node-RED, in its process: writes what its nodes send, each to a file of its id,
 * before anything else happens to it.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { RED } from '../../scripts/support/red';
import { asRecord } from '../../src/json-value';
import { note } from './sent-lists';

const folder = process.env['INODE_SENT'];
assert(folder, 'the witness knows no folder');

RED.hooks.add('onSend.witness', (events) => {
  for (const { source, msg } of events) {
    const { payload, inode, parts, _msgid } = asRecord(msg);
    if (inode === undefined) continue;
    const list = asRecord(parts)['id'] ?? _msgid;
    note(join(folder, source.id), String(list), [payload].flat());
  }
});
