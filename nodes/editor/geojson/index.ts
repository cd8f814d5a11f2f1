/** The dialog of `inode-geojson`. */
export { labelStyle, paletteLabel } from '../labels';
export { resizeColors as resize, saveColors as save } from './color-list';
export { label, outputLabel } from './labels';
export { prepareGeojson as prepare } from './prepare-geojson';
export { validateColors } from './validate-colors';
export {
  validateDestination,
  validateGeometry,
  validateLatitude,
  validateLongitude,
  validateOrigin,
  validatePath,
  validatePolyline,
  validateWkt,
} from './validate-path';
