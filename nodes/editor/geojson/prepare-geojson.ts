import { translate } from '../translate';
import { prepareColors } from './color-list';
import type { GeojsonNode } from './geojson-node';

/** Fills the dialog, and shows of its rows those that the choices ask for. */
export function prepareGeojson(this: GeojsonNode): void {
  prepareColors(this);
  followChoice('output', 'geojson');
  followChoice('location', 'auto', (chosen) =>
    $('#inode-geojson-hint').text(translate('inode-geojson', `hint.${chosen}`)),
  );
  if (this.precision === undefined) $('#node-input-precision').val('5');
}

/**
 * Shows the rows that belong to a choice: they name it in an attribute of the
 * field's name.
 *
 * @param fallback what a node chooses that was written by hand and says nothing
 */
function followChoice(
  name: string,
  fallback: string,
  onChange: (chosen: string) => void = () => undefined,
): void {
  const field = $(`#node-input-${name}`);
  if (field.val() === null) field.val(fallback);
  field.on('change', () => {
    const chosen = String(field.val());
    for (const row of $(`#dialog-form [data-${name}]`).toArray()) {
      $(row).toggle(row.dataset[name] === chosen);
    }
    onChange(chosen);
    RED.tray.resize();
  });
}
