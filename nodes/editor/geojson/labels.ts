import type { GeojsonSettings } from '../../settings';
import { translate } from '../translate';
import type { GeojsonNode } from './geojson-node';

/** The node's name or, without one, what it makes. */
export function label(this: GeojsonNode): string {
  return this.name || translate('inode-geojson', `title.${outputOf(this)}`);
}

/** What one message of the output holds. */
export function outputLabel(this: GeojsonNode): string {
  return translate('inode-geojson', `result.${outputOf(this)}`);
}

/** What it makes; `geojson` as long as it says nothing that is known. */
function outputOf({ output }: GeojsonNode): GeojsonSettings['output'] {
  return output === 'worldmap' ? output : 'geojson';
}
