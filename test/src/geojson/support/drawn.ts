import type { Feature, Geometry } from 'geojson';
import { Aborter } from '../../../../src/abort';
import { createWorldmap, type WorldmapRules } from '../../../../src/geojson/worldmap';

export const RULES: WorldmapRules = {
  label: ['name'],
  key: ['id'],
  layer: '',
  icon: '',
  colorBy: [],
  colors: [],
};

export const POINT: Geometry = { type: 'Point', coordinates: [-75.7, 45.4] };

/** The place of an item in its list, counted from 1. */
export const placeOf = (index: number): string => String(index + 1);

export function feature(geometry: Geometry, properties: object = {}, id?: number): Feature {
  return {
    type: 'Feature',
    geometry,
    properties: { ...properties },
    ...(id !== undefined && { id }),
  };
}

/** What the worldmap gets for features that are items themselves. */
export async function drawn(items: readonly Feature[], changes: Partial<WorldmapRules> = {}) {
  const { signal } = new Aborter();
  const list = { features: [...items], items, indexes: items.map((_, index) => index) };
  const drawings = await createWorldmap(list, { ...RULES, ...changes }, placeOf, signal);
  return drawings.map(({ draw }) => draw());
}
