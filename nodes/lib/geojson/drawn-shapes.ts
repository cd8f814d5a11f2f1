import type { Drawing } from '../../../src/geojson/worldmap';

type Geometry = Drawing['feature']['geometry'];

/** In which of the map's ways a thing is drawn. */
type Shape = 'point' | 'line' | 'geojson';

/** Names that are remembered, the latest. */
const MOST_NAMES = 100_000;

/**
 * Remembers as what things were drawn. The map keeps a thing's line where it becomes a point, and
 * forgets its line when the point that it was would expire: it must be deleted in between.
 */
export class DrawnShapes {
  readonly #shapes = new Map<string, Shape>();

  /** Whether a thing was drawn in another way before. */
  isOther(name: string, { type }: Geometry): boolean {
    const shape = shapeOf(type);
    const before = this.#shapes.get(name);
    this.forget(name);
    this.#shapes.set(name, shape);
    if (this.#shapes.size > MOST_NAMES) {
      const [oldest] = this.#shapes.keys();
      if (oldest !== undefined) this.forget(oldest);
    }
    return before !== undefined && before !== shape;
  }

  forget(name: string): void {
    this.#shapes.delete(name);
  }
}

function shapeOf(type: Geometry['type']): Shape {
  if (type === 'Point') return 'point';
  return type === 'LineString' || type === 'MultiLineString' ? 'line' : 'geojson';
}
