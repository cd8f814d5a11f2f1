import type { NodeAPI } from 'node-red';
import type { LocationKind } from '../../../src/geojson/location-rules';
import type { FeatureRules } from '../../../src/geojson/to-features';
import type { WorldmapRules } from '../../../src/geojson/worldmap';
import { checkPair } from '../../rules';
import {
  COLOR_OPERATORS,
  type GeojsonSettings,
  LOCATIONS,
  MAP_OUTPUTS,
  PRECISIONS,
  ZEROS,
} from '../../settings';
import { propertyPath } from '../property-path';
import { assertKept, oneOf, rowsOf, text } from '../saved-values';
import type { NamedField } from './absent-fields';

/** What an `inode-geojson` is to do. */
export interface GeojsonRules {
  readonly output: GeojsonSettings['output'];
  readonly features: FeatureRules;
  readonly worldmap: WorldmapRules;
  /** What each item should have. */
  readonly named: readonly NamedField[];
}

/** @throws {ServiceError} CONFIG_INVALID */
export function readGeojsonRules(RED: NodeAPI, settings: GeojsonSettings): GeojsonRules {
  const path = (saved: string) => propertyPath(RED, saved);
  const kind = oneOf(LOCATIONS, settings.location);
  // What belongs to another choice is not shown in the dialog, and may be anything.
  const pathOf = (choice: LocationKind, saved: string) => (choice === kind ? path(saved) : []);
  const [latitude, longitude] = pairOf(
    pathOf('point', settings.latitude),
    pathOf('point', settings.longitude),
  );
  const [origin, destination] = pairOf(path(settings.origin), path(settings.destination));
  const output = oneOf(MAP_OUTPUTS, settings.output);
  const isMap = output === 'worldmap';
  const key = path(settings.key);
  const label = isMap ? path(settings.mapName) : [];
  const colorBy = isMap ? path(settings.colorBy) : [];
  return {
    output,
    features: {
      kind,
      geometry: pathOf('geometry', settings.geometry),
      latitude,
      longitude,
      wkt: pathOf('wkt', settings.wkt),
      polyline: pathOf('polyline', settings.polyline),
      precision: kind === 'polyline' ? Number(oneOf(PRECISIONS, settings.precision)) : 5,
      origin,
      destination,
      deviceKey: path(settings.deviceKey),
      zero: oneOf(ZEROS, settings.zero),
      key,
    },
    worldmap: {
      key,
      label,
      layer: isMap ? text(settings.layer) : '',
      icon: isMap ? text(settings.marker) : '',
      colorBy,
      colors: (isMap ? rowsOf(settings.colors) : []).map(({ operator, value, color }) => ({
        operator: oneOf(COLOR_OPERATORS, operator),
        value: text(value),
        color: text(color),
      })),
    },
    named: [
      { text: settings.key, path: key },
      { text: settings.mapName, path: label },
      { text: settings.colorBy, path: colorBy },
    ],
  };
}

/** Two paths that are of no use without each other. */
function pairOf<Path extends readonly unknown[]>(first: Path, second: Path): [Path, Path] {
  assertKept(checkPair(first, second));
  return [first, second];
}
