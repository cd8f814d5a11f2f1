import { checkPair } from '../rules';
import {
  type GeojsonSettings,
  isReference,
  LOCATIONS,
  MAP_OUTPUTS,
  PRECISIONS,
  ZEROS,
} from '../settings';
import { colorRows, validateColors } from './geojson-colors';
import { showChoiceHint } from './shared/choice-hint';
import { dialog } from './shared/dialog';
import { offerPaths } from './shared/offer-paths';
import { translate } from './shared/translate';
import {
  anyText,
  choice,
  isProperty,
  optionalProperty,
  type Problem,
  pathProblem,
  validator,
} from './shared/validators';

/** An `inode-geojson` as the editor holds it; one that was written by hand may lack anything. */
type GeojsonNode = Partial<GeojsonSettings>;

type ProblemOf = (path: string, node: GeojsonNode) => Problem | undefined;

/** The fields that take the path of a value in an item. */
const PATHS = [
  'geometry',
  'latitude',
  'longitude',
  'wkt',
  'polyline',
  'origin',
  'destination',
  'key',
  'mapName',
  'colorBy',
] as const satisfies (keyof GeojsonSettings)[];

export const { prepare, save } = dialog<GeojsonNode & { id: string; type: string }>({
  open(node) {
    offerPaths(node, PATHS, ['deviceKey']);
    colorRows.show(node);
    showRowsOf('output');
    showRowsOf('location');
    showChoiceHint({
      name: 'location',
      choices: LOCATIONS,
      hint: '#inode-geojson-hint',
      textOf: (location) => translate('inode-geojson', `hint.${location}`),
    });
  },
  save: colorRows.save,
});

export const { resize } = colorRows;

/** A path may be empty, but for that of the device: without its id, no device is found. */
export const validate = {
  output: choice(MAP_OUTPUTS),
  location: choice(LOCATIONS),
  geometry: pathOf('geometry', pathProblem),
  latitude: pathOf('point', pairedWith('longitude')),
  longitude: pathOf('point', pairedWith('latitude')),
  wkt: pathOf('wkt', pathProblem),
  polyline: pathOf('polyline', pathProblem),
  precision: whereShown('location', 'polyline', choice(PRECISIONS)),
  origin: validator(pairedWith('destination')),
  destination: validator(pairedWith('origin')),
  deviceKey: validator((path) => (isProperty(path) ? undefined : 'property')),
  zero: choice(ZEROS),
  key: optionalProperty,
  mapName: whereShown('output', 'worldmap', optionalProperty),
  layer: anyText,
  marker: anyText,
  colorBy: whereShown('output', 'worldmap', optionalProperty),
  colors: whereShown('output', 'worldmap', validateColors),
};

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

/**
 * Shows the rows that belong to a choice: they name it in an attribute of the
 * field's name. Where a variable decides, any row may matter.
 */
function showRowsOf(name: 'output' | 'location'): void {
  const field = $(`#node-input-${name}`);
  field.on('change', () => {
    const chosen = String(field.val());
    for (const row of $(`#dialog-form [data-${name}]`).toArray()) {
      $(row).toggle(row.dataset[name] === chosen || isReference(chosen));
    }
    RED.tray.resize();
  });
}

/** The fields of a location matter where it is given in their way: the others are not shown. */
function pathOf(location: GeojsonSettings['location'], find: ProblemOf) {
  return validator<GeojsonNode>((path, node) =>
    shownValue(node, 'location') === location ? find(path, node) : undefined,
  );
}

/** A setting that matters for one choice only: the others do not show it. */
function whereShown<Value, Mistake>(
  name: 'output' | 'location',
  choiceOfIt: string,
  find: (this: GeojsonNode, value: Value, options: object) => true | Mistake,
) {
  return function (this: GeojsonNode, value: Value, options: object): true | Mistake {
    const chosen = shownValue(this, name);
    return chosen === choiceOfIt || isReference(chosen) ? find.call(this, value, options) : true;
  };
}

/** One of two paths that are of no use without each other. */
function pairedWith(other: 'latitude' | 'longitude' | 'origin' | 'destination'): ProblemOf {
  // The mistake is shown at the one that is empty.
  return (path, node) =>
    path === '' ? checkPair(path, shownValue(node, other)) : pathProblem(path);
}

/** The value of a field: as the open dialog shows it, or else as it is saved. */
function shownValue(node: GeojsonNode, name: keyof GeojsonSettings): string {
  const shown: unknown = $(`#node-input-${name}`).val() ?? node[name];
  return typeof shown === 'string' ? shown.trim() : '';
}
