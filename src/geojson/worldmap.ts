import type { Feature, Geometry, Position } from 'geojson';
import { type ColorRule, colorOf } from './color-of';
import { mapNames } from './map-names';
import { popup } from './popup';
import { type Path, valueAt } from './value-at';

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
  /** HTML. */
  readonly popup: string;
  readonly lat?: number;
  readonly lon?: number;
  readonly icon?: string;
  readonly iconColor?: string;
  /** Latitude before longitude. */
  readonly line?: Position[] | Position[][];
  readonly geojson?: Feature;
  readonly color?: string;
  readonly fillColor?: string;
  readonly clickable?: true;
}

/** Draws features, one after the other; all of them are needed to tell their names apart. */
export function createWorldmap(
  features: readonly Feature[],
  { label, layer, icon, colorBy, colors }: WorldmapRules,
): (feature: Feature, index: number) => WorldmapThing {
  const names = mapNames(features, label);
  return ({ geometry, properties }, index) => ({
    name: names[index] ?? '',
    ...(layer !== '' && { layer }),
    ...shapeOf(geometry, icon, colorOf(valueAt(properties, colorBy), colors)),
    popup: popup({ ...properties }),
  });
}

function shapeOf(
  geometry: Geometry,
  icon: string,
  color: string | undefined,
): Omit<WorldmapThing, 'name' | 'popup'> {
  if (geometry.type === 'Point') {
    const [lat, lon] = turned(geometry.coordinates);
    return {
      lat,
      lon,
      ...(icon !== '' && { icon }),
      ...(color !== undefined && { iconColor: color }),
    };
  }
  // Without it the map shows no popup for lines and areas.
  const drawn = {
    clickable: true,
    ...(color !== undefined && { color, fillColor: color }),
  } as const;
  switch (geometry.type) {
    case 'LineString':
      return { line: geometry.coordinates.map(turned), ...drawn };
    case 'MultiLineString':
      return { line: geometry.coordinates.map((line) => line.map(turned)), ...drawn };
    default:
      return { geojson: { type: 'Feature', properties: {}, geometry }, ...drawn };
  }
}

function turned([longitude = 0, latitude = 0]: Position): [latitude: number, longitude: number] {
  return [latitude, longitude];
}
