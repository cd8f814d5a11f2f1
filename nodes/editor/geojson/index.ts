/** The dialog of `inode-geojson`. */

export { anyText as validateText } from '../any-text';
export { labelStyle, paletteLabel } from '../labels';
export { resizeColors as resize, saveColors as save } from './color-list';
export { label, outputLabel } from './labels';
export { prepareGeojson as prepare } from './prepare-geojson';
export { validateLocation, validateOutput, validatePrecision } from './validate-choices';
export { validateColors } from './validate-colors';
export {
  validateDestination,
  validateDeviceKey,
  validateGeometry,
  validateLatitude,
  validateLongitude,
  validateOrigin,
  validatePath,
  validatePolyline,
  validateWkt,
} from './validate-path';
