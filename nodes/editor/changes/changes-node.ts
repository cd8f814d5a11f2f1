import type { ChangesSettings } from '../../settings';

/** An `inode-changes` as the editor holds it; one that was written by hand may lack anything. */
export type ChangesNode = Partial<ChangesSettings>;

/** What is compared: as the open dialog shows it, or else as it is saved. */
export function watchOf({ watch }: ChangesNode): ChangesSettings['watch'] {
  const shown: unknown = $('#node-input-watch').val() ?? watch;
  return shown === 'only' || shown === 'except' ? shown : 'all';
}
