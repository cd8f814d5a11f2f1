import type { Feature, GeoJsonProperties } from 'geojson';
import type { Signal } from '../abort';
import { inSlices } from '../event-loop/in-slices';
import { asRecord, isObject, isRecord } from '../json-value';
import { isKey, type Path } from '../value-at';
import { type Codecs, loadCodecs } from './codecs';
import { featuresIn, isFeature, itemValue } from './is-feature';
import { createLocate, indexDevices, type Located, noDevices } from './locate';
import { deviceLocationReaders, locationReaders } from './location-readers';
import type { LocationRules } from './location-rules';
import { plainName } from './members';
import { PAIR_NAMES } from './names';
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
  /** The item of each feature. */
  readonly items: readonly unknown[];
  /** Their places in the list. */
  readonly indexes: readonly number[];
  readonly report: LocationReport;
}

let codecs: Codecs | undefined;

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
  signal: Signal,
): Promise<FeatureList> {
  codecs ??= await loadCodecs();
  const locate = createLocate(locationReaders(rules, codecs), rules.zero);
  const locateDevice = createLocate(deviceLocationReaders(rules, codecs), rules.zero);
  const devicePosition =
    devices === undefined
      ? noDevices
      : await indexDevices(devices, rules.deviceKey, locateDevice, signal);

  const features: Feature[] = [];
  const drawn: unknown[] = [];
  const indexes: number[] = [];
  const missing: (string | number)[] = [];
  const reasons: UnlocatedReason[] = [];
  await inSlices(items, signal, (item, index) => {
    const id = idOf(item, rules.key);
    try {
      features.push(toFeature(item, id, rules.key, locate(item, devicePosition)));
      drawn.push(item);
      indexes.push(index);
    } catch (error) {
      if (!(error instanceof Unlocated)) throw error;
      missing.push(id ?? index);
      reasons.push(error.reason);
    }
  });
  const report = { count: items.length, located: features.length, missing, reasons };
  return { features, items: drawn, indexes, report };
}

/** The items of a list, the features of a FeatureCollection, or an object that is a list of one. */
export function itemsOf(value: unknown): readonly unknown[] | undefined {
  if (!isRecord(value)) return undefined;
  if (!Array.isArray(value)) return featuresIn(value) ?? [value];
  // Pages of a service, joined.
  const isCollected = value.some((item) => featuresIn(item) !== undefined);
  return isCollected ? value.flatMap((item: unknown) => featuresIn(item) ?? [item]) : value;
}

/** RFC 7946, 3.2: an id is a text or a number. That of a feature may be among its properties. */
export function idOf(item: unknown, key: Path): string | number | undefined {
  const id = itemValue(item, key);
  return isKey(id) ? id : undefined;
}

function toFeature(
  item: unknown,
  id: string | number | undefined,
  key: Path,
  located: Located,
): Feature {
  const properties = propertiesOf(item, key, located);
  return {
    type: 'Feature',
    ...(id !== undefined && { id }),
    geometry: located.geometry,
    properties,
  };
}

/** What a place itself consists of, in any of the ways to write it. */
const OF_A_PLACE: ReadonlySet<string> = new Set([
  ...PAIR_NAMES.flat(),
  'x',
  'y',
  'type',
  'coordinates',
  'geometries',
  'geometry',
  'features',
  'bbox',
  'crs',
]);

/**
 * The properties of the feature that an item is: its fields, except those that
 * say nothing but where it is. A feature has its own, and gives them to the item that holds it.
 *
 * @param key of the id, which a feature has for itself
 */
function propertiesOf(item: unknown, key: Path, located: Located): GeoJsonProperties {
  if (isFeature(item)) return { ...item.properties };
  const { properties } = located;
  const fields = new Set(located.fields);
  const others = Object.entries(asRecord(item)).filter(([name, value]) =>
    properties === undefined ? !fields.has(name) || saysMore(value) : !fields.has(name),
  );
  if (properties === undefined) return Object.fromEntries(others);
  const beside = others.filter(([name]) => key.length !== 1 || name !== key[0]);
  return { ...Object.fromEntries(beside), ...properties };
}

/** Whether a place has other members as well, such as the name of its city. */
function saysMore(place: unknown): boolean {
  if (!isObject(place)) return false;
  return Object.keys(place).some((name) => !OF_A_PLACE.has(plainName(name)));
}
