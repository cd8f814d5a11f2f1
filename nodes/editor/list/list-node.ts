import type { ListMode, ListSettings } from '../../settings';

/** An `inode-links` or `inode-devices` as the editor holds it. */
export interface ListNode extends Omit<ListSettings, 'query'> {
  id: string;
  type: string;
  /** Absent from a flow that was written by hand. */
  query?: ListSettings['query'];
}

/** How the node sends its list on; `list` as long as it says nothing that is known. */
export function modeOf(mode: unknown): ListMode {
  return mode === 'items' || mode === 'pages' ? mode : 'list';
}
