/**
 * What the nodes' edit dialogs do. The bundle of this file defines one global,
 * `iNodeEditor`, and registers nothing: each node's HTML does that itself.
 */
export * as account from './account';
export * as list from './list';
