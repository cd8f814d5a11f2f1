/**
 * What the nodes' edit dialogs do. The bundle of this file defines one global,
 * `iNodeEditor`, and registers nothing: each node's HTML does that itself.
 */
export * as account from './account';
export * as changes from './changes';
export * as geojson from './geojson';
export * as graphql from './graphql';
export * as innerspace from './innerspace';
export * as list from './list';
export * as rdp from './rdp';
export * as request from './request';
export { completeTemplate } from './template/complete-template';
