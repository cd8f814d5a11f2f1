import { showSaved } from '../show-saved';
import type { ConfigNode } from './config-node';
import { beginEditing } from './edited-dialog';
import { showProtection } from './show-protection';
import { prepareTest } from './test-connection';

/**
 * What the dialogs of all configuration nodes do when they open: watch over
 * plain http, offer the test, and unfold the advanced settings if one is in use.
 *
 * @param advanced the advanced settings' defaults
 */
export function prepareConnection(node: ConfigNode, advanced: object): void {
  showSaved(node);
  beginEditing(node.id);
  showProtection();
  prepareTest(node);
  const saved = new Map<string, unknown>(Object.entries(node));
  const inUse = Object.entries(advanced).some(
    // A node that was saved by an older version lacks the newer settings.
    ([key, value]) => String(saved.get(key) ?? value) !== String(value),
  );
  $('#inode-advanced').prop('open', inUse);
}
