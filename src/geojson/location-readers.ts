import type { Geometry } from 'geojson';
import { isAbsent, type Path } from '../value-at';
import type { Codecs } from './codecs';
import { endsReaders } from './ends';
import { positionOf } from './geometry';
import { itemValue } from './is-feature';
import type { LocationReader } from './locate';
import type { LocationKind, LocationRules } from './location-rules';
import type { Members } from './members';
import { LINE_NAMES, PLACE_NAMES, POLYLINE_NAMES, SPOT_NAMES } from './names';
import { bareGeometry, type Place, pairOf, point, readPlace } from './place';

/**
 * The ways in which the items of a list may say where they are, in the order to try them: the
 * most general names come last, because what is there may be something else.
 */
export function locationReaders(rules: LocationRules, codecs: Codecs): readonly LocationReader[] {
  const { own, vague } = ownPlaces(rules, codecs);
  return [...own, ...endsReaders(rules, codecs), ...vague];
}

/** The location readers for a device: the list's own first, then the usual ones. A device is never a line. */
export function deviceLocationReaders(
  rules: LocationRules,
  codecs: Codecs,
): readonly LocationReader[] {
  return [rules, { ...rules, kind: 'auto' as const }].flatMap((each) => {
    const { own, vague } = ownPlaces(each, codecs);
    return [...own, ...vague];
  });
}

/** Readers of one kind, and those that count only where nothing else is found. */
interface OwnPlaces {
  readonly own: readonly LocationReader[];
  readonly vague: readonly LocationReader[];
}

function ownPlaces(rules: LocationRules, codecs: Codecs): OwnPlaces {
  const place = (value: unknown) => readPlace(value, codecs);
  const clear = (value: unknown) => unlessVague(place(value));
  const wkt = (value: unknown) => textPlace(value, (text) => codecs.wkt(text));
  const polyline = (value: unknown) =>
    textPlace(value, (text) => codecs.polyline(text, rules.precision));
  const places = named(PLACE_NAMES, place);
  const spots = [...named(LINE_NAMES, clear), ...named(SPOT_NAMES, clear)];
  const vague = named(SPOT_NAMES, place);
  const alone = (own: readonly LocationReader[]): OwnPlaces => ({ own, vague: [] });
  const ways: Readonly<Record<LocationKind, () => OwnPlaces>> = {
    geometry: () =>
      rules.geometry.length > 0
        ? alone([atPath(rules.geometry, place)])
        : { own: [bare, ...places, ...spots], vague },
    point: () => alone([pairReader(rules)]),
    wkt: () => alone(atPathOrNamed(rules.wkt, PLACE_NAMES, wkt)),
    polyline: () => alone(atPathOrNamed(rules.polyline, POLYLINE_NAMES, polyline)),
    auto: () => ({
      own: [bare, ...places, usualPair, ...named(POLYLINE_NAMES, polyline), ...spots],
      vague,
    }),
  };
  return ways[rules.kind]();
}

type ReadValue = (value: unknown) => Place | undefined;

function unlessVague(place: Place | undefined): Place | undefined {
  return place?.isVague ? undefined : place;
}

function textPlace(
  value: unknown,
  read: (text: string) => Geometry | undefined,
): Place | undefined {
  const geometry = typeof value === 'string' ? read(value) : undefined;
  return geometry && { geometry };
}

/** The item is a geometry itself. */
const bare: LocationReader = ({ object }) => {
  const geometry = bareGeometry(object);
  return geometry && { geometry, fields: ['type', 'coordinates', 'geometries', 'bbox', 'crs'] };
};

const usualPair: LocationReader = (item) => {
  const pair = pairOf(item);
  return pair && { geometry: point(pair.position), fields: pair.names };
};

function pairReader({ latitude, longitude }: LocationRules): LocationReader {
  if (latitude.length === 0) return usualPair;
  return ({ object }) => {
    const position = positionOf(itemValue(object, latitude), itemValue(object, longitude));
    return position && { geometry: point(position), fields: [latitude, longitude].flatMap(nameOf) };
  };
}

function atPathOrNamed(path: Path, names: readonly string[], read: ReadValue): LocationReader[] {
  return path.length > 0 ? [atPath(path, read)] : named(names, read);
}

function atPath(path: Path, read: ReadValue): LocationReader {
  return ({ object }) => located(itemValue(object, path), nameOf(path), read);
}

/** The field that a path is alone; one that is an object may say more. */
function nameOf(path: Path): string[] {
  return path.length === 1 ? path.map(String) : [];
}

function named(names: readonly string[], read: ReadValue): LocationReader[] {
  return names.map((usual) => (item: Members) => {
    const member = item.get(usual);
    return member && located(member.value, [member.name], read);
  });
}

function located(value: unknown, fields: readonly string[], read: ReadValue) {
  const place = isAbsent(value) ? undefined : read(value);
  return place && { geometry: place.geometry, properties: place.properties, fields };
}
