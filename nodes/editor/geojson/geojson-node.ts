import type { GeojsonSettings } from '../../settings';

/** An `inode-geojson` as the editor holds it; one that was written by hand may lack anything. */
export type GeojsonNode = Partial<GeojsonSettings>;

/** The value of a field: as the open dialog shows it, or else as it is saved. */
export function shownValue(node: GeojsonNode, name: keyof GeojsonSettings): string {
  const shown: unknown = $(`#node-input-${name}`).val() ?? node[name];
  return typeof shown === 'string' ? shown.trim() : '';
}
