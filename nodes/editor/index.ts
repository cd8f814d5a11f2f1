/**
 * What the nodes' edit dialogs do. The bundle of this file defines one global,
 * `iNodeEditor`, and registers nothing: each node's HTML does that itself, by
 * these names.
 */
export { accountLabel } from './connection/labels';
export * as innerspaceConfig from './innerspace-config';
export * as innerspaceQuery from './innerspace-query';
export * as inodeChanges from './inode-changes';
export * as inodeConfig from './inode-config';
export * as inodeGeojson from './inode-geojson';
export * as inodeLists from './inode-lists';
export * as inodeQuality from './inode-quality';
export * as paging from './paging';
export * as rdpConfig from './rdp-config';
export * as requests from './requests';
export {
  label,
  labelStyle,
  outputLabel,
  proxyLabel,
  serverLabel,
  tlsLabel,
} from './shared/labels';
export { validateServer } from './shared/other-nodes';
export { addKeywords, removeKeywords } from './shared/palette-search';
export { validateSince } from './shared/since-rows';
export { validateOverlap } from './shared/validators';
export { validateHeaders, validateQuery } from './shared/value-rows';
