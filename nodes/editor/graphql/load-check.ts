import type * as GraphqlCheck from '../graphql-check';

/** Loads what checks GraphQL documents; the browser keeps it. */
export async function loadCheck(): Promise<typeof GraphqlCheck> {
  const root = new URL(RED.settings.apiRootUrl ?? '', document.baseURI);
  const { href } = new URL('resources/@inode-flows/node-red-inode/graphql-check.js', root);
  return import(href);
}
