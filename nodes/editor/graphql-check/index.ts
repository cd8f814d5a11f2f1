/**
 * Checks GraphQL documents. Bundled apart from the dialogs because graphql-js
 * is large: it is loaded when somebody asks for it.
 */
export { checkDocument } from './check-document';
export { parseDocument } from './parse-document';
export type { Problem } from './problem';
