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

function outputOf({ output = 'geojson' }: GeojsonNode): string {
  return output;
}
