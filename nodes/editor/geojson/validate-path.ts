import type { GeojsonSettings } from '../../settings';
import { isProperty } from '../is-property';
import { validator } from '../validator';
import { type GeojsonNode, shownValue } from './geojson-node';

type PathName = 'latitude' | 'longitude' | 'origin' | 'destination';

/** Flags what is no property expression; none is good, too. */
export const validatePath = validator((path) => problemOf(path));

/** Flags an empty path, too: without its id, no device is found. */
export const validateDeviceKey = validator((path) => (isProperty(path) ? undefined : 'property'));

/** The fields of a location matter where it is given in their way: the others are not shown. */
export const validateGeometry = pathOf('geometry', problemOf);
export const validateWkt = pathOf('wkt', problemOf);
export const validatePolyline = pathOf('polyline', problemOf);
export const validateLatitude = pathOf('point', pairedWith('longitude'));
export const validateLongitude = pathOf('point', pairedWith('latitude'));

export const validateOrigin = validator(pairedWith('destination'));
export const validateDestination = validator(pairedWith('origin'));

type ProblemOf = (path: string, node: GeojsonNode) => string | undefined;

function pathOf(location: GeojsonSettings['location'], find: ProblemOf) {
  return validator<GeojsonNode>((path, node) =>
    shownValue(node, 'location') === location ? find(path, node) : undefined,
  );
}

/** One of two paths that are of no use without each other. */
function pairedWith(other: PathName): ProblemOf {
  return (path, node) =>
    path === '' && shownValue(node, other) !== '' ? 'pathAlone' : problemOf(path);
}

function problemOf(path: string): string | undefined {
  return path === '' || isProperty(path) ? undefined : 'property';
}
