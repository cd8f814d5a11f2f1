import { isReference, LOCATIONS } from '../../settings';
import { showSaved } from '../show-saved';
import { translate } from '../translate';
import { prepareColors } from './color-list';
import type { GeojsonNode } from './geojson-node';

/** Fills the dialog, and shows of its rows those that the choices ask for. */
export function prepareGeojson(this: GeojsonNode & { type: string }): void {
  showSaved(this);
  prepareColors(this);
  followChoice('output');
  followChoice('location', (chosen) => {
    const location = LOCATIONS.find((known) => known === chosen);
    const hint = location === undefined ? '' : translate('inode-geojson', `hint.${location}`);
    $('#inode-geojson-hint')
      .text(hint)
      .toggle(location !== undefined);
  });
}

/**
 * Shows the rows that belong to a choice: they name it in an attribute of the
 * field's name. Where a variable decides, any row may matter.
 */
function followChoice(name: string, onChange: (chosen: string) => void = () => undefined): void {
  const field = $(`#node-input-${name}`);
  field.on('change', () => {
    const chosen = String(field.val());
    for (const row of $(`#dialog-form [data-${name}]`).toArray()) {
      $(row).toggle(row.dataset[name] === chosen || isReference(chosen));
    }
    onChange(chosen);
    RED.tray.resize();
  });
}
