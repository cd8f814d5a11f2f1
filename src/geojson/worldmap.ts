import type { Feature, Geometry, Point, Position } from 'geojson';
import type { Signal } from '../abort';
import { inSlices } from '../event-loop/in-slices';
import type { Path } from '../value-at';
import { itemProperty } from './is-feature';
import { type ColorRule, colorOf } from './map-colors';
import {
  mapNames,
  type NameRules,
  type PlaceInList,
  safeChoice,
  shorten,
  textOf,
} from './map-names';
import type { FeatureList } from './to-features';

/** How features look on the map. */
export interface WorldmapRules extends NameRules {
  /** Empty for the map's own. */
  readonly layer: string;
  /** As Font Awesome names it; empty for the map's own. */
  readonly icon: string;
  /** Of the value that the color depends on, in an item. */
  readonly colorBy: Path;
  readonly colors: readonly ColorRule[];
}

/**
 * A payload of node-red-contrib-web-worldmap, as its README describes them. The map adds each to
 * what it has of the same name already: `null` takes away what was there before.
 */
export interface WorldmapThing {
  readonly name: string;
  readonly layer?: string;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly icon: string | null;
  readonly iconColor: string | null;
  /** HTML that a click on a point shows. */
  readonly popup: string | null;
  /** Latitude before longitude. */
  readonly line: Position[] | Position[][] | null;
  /** Its properties are what the map shows of it. */
  readonly geojson: MapGeojson | null;
  readonly color: string | null;
  readonly fillColor: string | null;
  /** HTML that is shown over a line. */
  readonly tooltip: string | null;
}

type MapGeojson = Feature | { readonly type: 'FeatureCollection'; readonly features: Feature[] };

/** A payload that takes a thing off the map. */
export interface WorldmapDeletion {
  readonly name: string;
  readonly deleted: true;
}

/** What a thing has if its shape does not need it. */
const NOTHING = {
  lat: null,
  lon: null,
  icon: null,
  iconColor: null,
  popup: null,
  line: null,
  geojson: null,
  color: null,
  fillColor: null,
  tooltip: null,
} as const;

/** A feature that is to be drawn; what it looks like is made when it is needed. */
export interface Drawing {
  readonly name: string;
  readonly feature: Feature;
  readonly draw: () => WorldmapThing;
}

/**
 * How features are drawn; all of a list are needed to make their names differ.
 *
 * @throws the signal's reason, once it is aborted
 */
export async function createWorldmap(
  { features, items, indexes }: Omit<FeatureList, 'report'>,
  rules: WorldmapRules,
  placeOf: PlaceInList,
  signal: Signal,
): Promise<Drawing[]> {
  const names = await mapNames(items, rules, (at) => placeOf(indexes[at] ?? at), signal);
  const layer = safeChoice(rules.layer);
  const icon = rules.icon === '' ? null : safeChoice(rules.icon);
  const drawings: Drawing[] = [];
  await inSlices(features, signal, (feature, at) => {
    const name = names[at] ?? '';
    const draw = (): WorldmapThing => {
      const value = itemProperty(items[at], rules.colorBy);
      const color = colorOf(value, rules.colors);
      const looks = { name, icon, color: color === undefined ? null : safeChoice(color) };
      const shape = shapeOf(feature.geometry, looks, fieldTable({ ...feature.properties }));
      return { name, ...(layer !== '' && { layer }), ...NOTHING, ...shape };
    };
    drawings.push({ name, feature, draw });
  });
  return drawings;
}

/**
 * What takes items off the map that were drawn by the same rules.
 *
 * @throws the signal's reason, once it is aborted
 */
export async function createDeletions(
  items: readonly unknown[],
  rules: NameRules,
  placeOf: PlaceInList,
  signal: Signal,
): Promise<WorldmapDeletion[]> {
  const names = await mapNames(items, rules, placeOf, signal);
  return names.map(deletionOf);
}

export function deletionOf(name: string): WorldmapDeletion {
  return { name, deleted: true };
}

/** How a thing looks. */
interface Looks {
  readonly name: string;
  readonly icon: string | null;
  readonly color: string | null;
}

type Shape = Partial<WorldmapThing>;

function shapeOf(geometry: Geometry, looks: Looks, table: string): Shape {
  if (geometry.type === 'Point') return pointOf(geometry, looks, table);
  const { name, color } = looks;
  const shape = { color, fillColor: color, tooltip: `<b>${name}</b>${table}` };
  switch (geometry.type) {
    case 'LineString':
      return { ...shape, line: geometry.coordinates.map(turned) };
    case 'MultiLineString':
      return { ...shape, line: geometry.coordinates.map((line) => line.map(turned)) };
    default:
      return { ...shape, geojson: geojsonOf(geometry, looks, table) };
  }
}

function pointOf({ coordinates }: Point, { icon, color }: Looks, popup: string): Shape {
  const [lat, lon] = turned(coordinates);
  return { lat, lon, icon, iconColor: color, popup };
}

function turned([longitude = 0, latitude = 0]: Position): [latitude: number, longitude: number] {
  return [latitude, longitude];
}

/** The map makes a popup of the properties, and takes the looks of points from some of them. */
function geojsonOf(geometry: Geometry, { name, icon, color }: Looks, table: string): MapGeojson {
  const featureOf = (part: Geometry): Feature => ({
    type: 'Feature',
    properties: {
      name,
      '': table,
      ...(color !== null && { 'marker-color': color }),
      ...(icon?.startsWith('fa-') && { 'marker-symbol': icon }),
    },
    geometry: part,
  });
  if (geometry.type !== 'GeometryCollection') return featureOf(geometry);
  // In one feature the map would fill the lines.
  return { type: 'FeatureCollection', features: geometry.geometries.flatMap(parts).map(featureOf) };
}

/** A line of several parts in GeoJSON would stay on the map when the rest of it leaves. */
function parts(geometry: Geometry): Geometry[] {
  if (geometry.type !== 'MultiLineString') return [geometry];
  return geometry.coordinates.map((coordinates) => ({ type: 'LineString', coordinates }));
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
  // The map puts names into `${name}`.
  ['$', '&#36;'],
]);

/** Characters of a value in a popup at the most. */
const LONGEST_VALUE = 10_000;

/** A table of fields in HTML, as the worldmap makes one itself, but safe with any text. */
function fieldTable(properties: object): string {
  const rows = Object.entries(properties).map(
    ([name, value]) =>
      `<tr><td valign="top">${cell(name)}</td><td>${cell(textOf(value))}</td></tr>`,
  );
  return `<table>${rows.join('')}</table>`;
}

function cell(text: string): string {
  return shorten(text, LONGEST_VALUE).replaceAll(/[&<>"'$]/g, (sign) => ENTITIES.get(sign) ?? sign);
}
