import type { Feature, GeoJsonProperties } from 'geojson';
import { inSlices } from '../event-loop/in-slices';
import { asRecord } from '../json-value';
import { type Path, valueAt } from '../value-at';
import { type Codecs, loadCodecs } from './codecs';
import { isFeature } from './is-feature';
import { createLocate, indexDevices, type Located, noDevices } from './locate';
import { deviceLocationReaders, type LocationRules, locationReaders } from './location-readers';
import { PAIR_NAMES } from './place';
import { Unlocated, type UnlocatedReason } from './unlocated';

/** What is to be made of a list. */
export interface FeatureRules extends LocationRules {
  /** Of the id of an item. */
  readonly key: Path;
}

/** What became of the items of a list. */
interface LocationReport {
  /** Items in the list. */
  readonly count: number;
  /** Items that have become features. */
  readonly located: number;
  /** The ids of the others; the place in the list of one that has no id. */
  readonly missing: readonly (string | number)[];
  /** Why, in the order of `missing`. */
  readonly reasons: readonly UnlocatedReason[];
}

export interface FeatureList {
  readonly features: Feature[];
  readonly report: LocationReport;
}

let codecs: Promise<Codecs> | undefined;

/**
 * The features of RFC 7946 that the items of a list are. The properties of each
 * are the fields of the item, except those that say nothing but where it is; an item
 * that is a feature keeps its own.
 *
 * @param devices where lines may begin and end
 * @throws the signal's reason, once it is aborted
 */
export async function toFeatures(
  items: readonly unknown[],
  devices: readonly unknown[] | undefined,
  rules: FeatureRules,
  signal: AbortSignal,
): Promise<FeatureList> {
  codecs ??= loadCodecs();
  const readers = await codecs;
  const locate = createLocate(locationReaders(rules, readers));
  const locateDevice = createLocate(deviceLocationReaders(rules, readers));
  const devicePosition =
    devices === undefined
      ? noDevices
      : await indexDevices(devices, rules.deviceKey, locateDevice, signal);

  const features: Feature[] = [];
  const missing: (string | number)[] = [];
  const reasons: UnlocatedReason[] = [];
  await inSlices(items, signal, (item, index) => {
    const id = idOf(item, rules.key);
    try {
      features.push(toFeature(item, id, locate(item, devicePosition)));
    } catch (error) {
      if (!(error instanceof Unlocated)) throw error;
      missing.push(id ?? index);
      reasons.push(error.reason);
    }
  });
  const report = { count: items.length, located: features.length, missing, reasons };
  return { features, report };
}

/** RFC 7946, 3.2: an id is a text or a number. That of a feature may stand among its properties. */
function idOf(item: unknown, key: Path): string | number | undefined {
  const id = valueAt(item, key);
  if (typeof id === 'number') return id;
  if (typeof id === 'string' && id !== '') return id;
  return isFeature(item) ? idOf(item.properties, key) : undefined;
}

function toFeature(
  item: unknown,
  id: string | number | undefined,
  { geometry, fields }: Located,
): Feature {
  const properties = propertiesOf(item, fields);
  return { type: 'Feature', ...(id !== undefined && { id }), geometry, properties };
}

/** What a place itself consists of, in any of the ways to write it. */
const OF_A_PLACE: ReadonlySet<string> = new Set([
  ...PAIR_NAMES.flat(),
  'type',
  'coordinates',
  'geometries',
  'geometry',
  'bbox',
  'crs',
]);

/**
 * The properties of the feature that an item is: its fields, except those that
 * say nothing but where it is. A feature has its own.
 *
 * @param located the fields that its location was found in
 */
function propertiesOf(item: unknown, located: ReadonlySet<unknown>): GeoJsonProperties {
  if (isFeature(item)) return { ...item.properties };
  const others = Object.entries(asRecord(item)).filter(
    ([name, value]) => !located.has(name) || saysMore(value),
  );
  return Object.fromEntries(others);
}

/** Whether a place has members besides, such as the name of its city. */
function saysMore(place: unknown): boolean {
  if (typeof place !== 'object' || place === null || Array.isArray(place)) return false;
  return Object.keys(place).some((name) => !OF_A_PLACE.has(name));
}
