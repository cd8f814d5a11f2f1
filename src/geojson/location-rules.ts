import type { Path } from '../value-at';
import type { ZeroMeaning } from './locate';

/** In which way a list says where its items are; `auto` tries all that are usual. */
export type LocationKind = 'auto' | 'geometry' | 'point' | 'wkt' | 'polyline';

/** Where in its items a list says where they are. An empty path means the usual names. */
export interface LocationRules {
  readonly kind: LocationKind;
  /** Of a GeoJSON geometry, or anything else that is a place by itself. */
  readonly geometry: Path;
  readonly latitude: Path;
  readonly longitude: Path;
  readonly wkt: Path;
  readonly polyline: Path;
  /** Decimal places of a polyline's coordinates. */
  readonly precision: number;
  /** Of the ends of a line: places, or ids of devices. */
  readonly origin: Path;
  readonly destination: Path;
  /** Of the id in a device. */
  readonly deviceKey: Path;
  readonly zero: ZeroMeaning;
}
