import type { Feature, Geometry, Point, Position } from 'geojson';
import { inSlices } from '../event-loop/in-slices';
import { isAbsent, type Path, valueAt } from '../value-at';

/** How features look on the map. */
export interface WorldmapRules {
  /** Of the name, in an item. */
  readonly label: Path;
  /** Empty for the map's own. */
  readonly layer: string;
  /** As Font Awesome names it; empty for the map's own. */
  readonly icon: string;
  /** Of the value that the colour depends on, in an item. */
  readonly colorBy: Path;
  readonly colors: readonly ColorRule[];
}

/** A payload of node-red-contrib-web-worldmap, as its README describes them. */
interface WorldmapThing {
  readonly name: string;
  readonly layer?: string;
  readonly lat?: number;
  readonly lon?: number;
  readonly icon?: string;
  readonly iconColor?: string;
  /** HTML that a click on a point shows. */
  readonly popup?: string;
  /** Latitude before longitude. */
  readonly line?: Position[] | Position[][];
  readonly geojson?: Feature;
  readonly color?: string;
  readonly fillColor?: string;
  /** HTML that is shown over a line or an area: worldmap 5.8 fails to open their popups. */
  readonly tooltip?: string;
}

/**
 * Draws features, one after the other; all of them are needed to tell their names apart.
 *
 * @throws the signal's reason, once it is aborted
 */
export async function createWorldmap(
  features: readonly Feature[],
  { label, layer, icon, colorBy, colors }: WorldmapRules,
  signal: AbortSignal,
): Promise<(feature: Feature, index: number) => WorldmapThing> {
  const names = await mapNames(features, label, signal);
  return ({ geometry, properties }, index) => {
    const name = names[index] ?? '';
    const color = colorOf(valueAt(properties, colorBy), colors);
    const table = fieldTable({ ...properties });
    return {
      name,
      ...(layer !== '' && { layer }),
      ...(geometry.type === 'Point'
        ? { ...pointOf(geometry, icon, color), popup: table }
        : { ...shapeOf(geometry, color), tooltip: `<b>${name}</b>${table}` }),
    };
  };
}

type Shape = Omit<WorldmapThing, 'name'>;

function pointOf({ coordinates }: Point, icon: string, color: string | undefined): Shape {
  const [lat, lon] = turned(coordinates);
  const looks = { ...(icon !== '' && { icon }), ...(color !== undefined && { iconColor: color }) };
  return { lat, lon, ...looks };
}

function shapeOf(geometry: Exclude<Geometry, Point>, color: string | undefined): Shape {
  const looks = color === undefined ? {} : { color, fillColor: color };
  switch (geometry.type) {
    case 'LineString':
      return { line: geometry.coordinates.map(turned), ...looks };
    case 'MultiLineString':
      return { line: geometry.coordinates.map((line) => line.map(turned)), ...looks };
    default:
      return { geojson: { type: 'Feature', properties: {}, geometry }, ...looks };
  }
}

function turned([longitude = 0, latitude = 0]: Position): [latitude: number, longitude: number] {
  return [latitude, longitude];
}

/** A colour for the values that a comparison holds of, named as in the core switch node. */
export interface ColorRule {
  readonly operator: 'eq' | 'lt' | 'lte' | 'gt' | 'gte' | 'else';
  /** What is compared with; a number for all but `eq`. */
  readonly value: string;
  /** As CSS writes it. */
  readonly color: string;
}

const HOLDS: Readonly<Record<ColorRule['operator'], (value: unknown, limit: string) => boolean>> = {
  eq: (value, limit) => textOf(value) === limit,
  lt: (value, limit) => toNumber(value) < Number(limit),
  lte: (value, limit) => toNumber(value) <= Number(limit),
  gt: (value, limit) => toNumber(value) > Number(limit),
  gte: (value, limit) => toNumber(value) >= Number(limit),
  else: () => true,
};

/** The colour of the first rule that holds of a value, if one does. */
function colorOf(value: unknown, rules: readonly ColorRule[]): string | undefined {
  return rules.find(({ operator, value: limit }) => HOLDS[operator](value, limit))?.color;
}

/** A speed that was not measured is no speed of 0. */
function toNumber(value: unknown): number {
  return isAbsent(value) || typeof value === 'boolean' ? Number.NaN : Number(value);
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]);

/** A table of fields in HTML, as the worldmap makes one itself, but safe with any text. */
function fieldTable(properties: object): string {
  const rows = Object.entries(properties).map(
    ([name, value]) =>
      `<tr><td valign="top">${cell(name)}</td><td>${cell(textOf(value))}</td></tr>`,
  );
  return `<table>${rows.join('')}</table>`;
}

function cell(text: string): string {
  return html(shorten(text, LONGEST_VALUE));
}

function shorten(text: string, limit: number): string {
  return text.length > limit ? `${text.slice(0, limit)}…` : text;
}

function html(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => ENTITIES.get(sign) ?? sign);
}

/** Characters of a name at the most, and of a value in a popup. */
const LONGEST_NAME = 500;
const LONGEST_VALUE = 10_000;

/**
 * A name for each feature. The worldmap moves what it has under a name already,
 * so where several share one their ids tell them apart.
 *
 * @param label where the name stands in an item
 */
async function mapNames(
  features: readonly Feature[],
  label: Path,
  signal: AbortSignal,
): Promise<string[]> {
  const ids: string[] = [];
  const names: string[] = [];
  const uses = new Map<string, number>();
  await inSlices(features, signal, ({ id, properties }, index) => {
    const given = valueAt(properties, label);
    const ownId = shorten(String(id ?? index + 1), LONGEST_NAME);
    const name = isAbsent(given) ? ownId : shorten(textOf(given), LONGEST_NAME);
    ids.push(ownId);
    names.push(name);
    uses.set(name, (uses.get(name) ?? 0) + 1);
  });
  const unique: string[] = [];
  const uniqueName = namer();
  await inSlices(names, signal, (name, index) => {
    unique.push(uniqueName(safe(uses.get(name) === 1 ? name : `${name} (${ids[index]})`)));
  });
  return unique;
}

/** Makes names that were taken before differ by a number. */
function namer(): (wanted: string) => string {
  const taken = new Set<string>();
  /** The number for the next one of a name: thousands may have the same. */
  const next = new Map<string, number>();
  return (wanted) => {
    let unique = wanted;
    // Another item may be called what the number makes of this one.
    for (let n = next.get(wanted) ?? 2; taken.has(unique); n++) {
      unique = `${wanted} ${n}`;
      next.set(wanted, n + 1);
    }
    taken.add(unique);
    return unique;
  };
}

const TYPOGRAPHIC: ReadonlyMap<string, string> = new Map([
  ['<', '‹'],
  ['>', '›'],
  ['"', '”'],
  ["'", '’'],
]);

/** The worldmap takes names for HTML. */
function safe(name: string): string {
  return name.replaceAll(/[<>"']/g, (sign) => TYPOGRAPHIC.get(sign) ?? sign);
}

/** A JSON value as people read it: texts as they are, everything else as JSON. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
