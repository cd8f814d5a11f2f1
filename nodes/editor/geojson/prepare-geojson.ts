import { showDefaults } from '../show-defaults';
import { translate } from '../translate';
import { prepareColors } from './color-list';
import type { GeojsonNode } from './geojson-node';

/** Fills the dialog, and shows of its rows those that the choices ask for. */
export function prepareGeojson(this: GeojsonNode & { type: string }): void {
  showDefaults(this);
  prepareColors(this);
  followChoice('output');
  followChoice('location', (chosen) =>
    $('#inode-geojson-hint').text(translate('inode-geojson', `hint.${chosen}`)),
  );
}

/**
 * Shows the rows that belong to a choice: they name it in an attribute of the
 * field's name.
 */
function followChoice(name: string, onChange: (chosen: string) => void = () => undefined): void {
  const field = $(`#node-input-${name}`);
  field.on('change', () => {
    const chosen = String(field.val());
    for (const row of $(`#dialog-form [data-${name}]`).toArray()) {
      $(row).toggle(row.dataset[name] === chosen);
    }
    onChange(chosen);
    RED.tray.resize();
  });
}
