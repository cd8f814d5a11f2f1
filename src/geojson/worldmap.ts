import type { Feature, Geometry, Point, Position } from 'geojson';
import { type ColorRule, colorOf } from './color-of';
import { fieldTable } from './field-table';
import { mapNames } from './map-names';
import { type Path, valueAt } from '../value-at';

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
export interface WorldmapThing {
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

/** Draws features, one after the other; all of them are needed to tell their names apart. */
export function createWorldmap(
  features: readonly Feature[],
  { label, layer, icon, colorBy, colors }: WorldmapRules,
): (feature: Feature, index: number) => WorldmapThing {
  const names = mapNames(features, label);
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
