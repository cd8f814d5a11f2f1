import type { Position } from 'geojson';
import type { Candidate } from './candidates';
import type { Codecs } from './codecs';
import type { DevicePosition } from './devices';
import type { LocationRules } from './location-rules';
import { readPlace } from './place';
import { Unlocated } from './unlocated';
import { ENDS_NAMES } from './usual-names';
import { isAbsent, type Path, valueAt } from '../value-at';

/**
 * A straight line between two ends. Each end is a place, or the id of a device,
 * or an object that holds such an id.
 */
export function endsCandidates(rules: LocationRules, codecs: Codecs): Candidate[] {
  const { origin, destination, deviceKey } = rules;
  const named = ENDS_NAMES.map((pair) => pair.map((name): Path => [name]));
  const chosen = origin.length > 0 ? [[origin, destination]] : named;

  function endOf(value: unknown, devicePosition: DevicePosition): Position {
    const place = readPlace(value, codecs);
    if (place === undefined) {
      return devicePosition(typeof value === 'object' ? valueAt(value, deviceKey) : value);
    }
    if (place.type !== 'Point') throw new Unlocated('geometryInvalid');
    return place.coordinates;
  }

  return chosen.map((pair) => ({
    // Ids of devices say more than where a line is.
    fields: [],
    read(item, devicePosition) {
      const ends = pair.map((path) => valueAt(item, path));
      if (ends.some(isAbsent)) return undefined;
      const coordinates = ends.map((end) => endOf(end, devicePosition));
      return { type: 'LineString', coordinates };
    },
  }));
}
