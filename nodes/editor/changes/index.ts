/** The dialog of `inode-changes`. */
export { label, labelStyle, paletteLabel } from '../labels';
export { resizeFields as resize, saveFields as save } from './fields';
export { outputLabel } from './output-label';
export { prepareChanges as prepare } from './prepare';
export { validateFields } from './validate-fields';
export {
  validateFirst,
  validateKey,
  validateMode,
  validatePolls,
  validateStore,
  validateWatch,
} from './validators';
