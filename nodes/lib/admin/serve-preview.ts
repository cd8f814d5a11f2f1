import type { Node, NodeAPI } from 'node-red';
import type { Inode, Resource } from '../../../src/services/inode';
import { findConfig } from '../account/service-node';
import { PATIENCE, serveEndpoint, textOf } from './endpoint';
import { queryWithoutMessage } from './query-without-message';
import { shorten } from './shorten';

/** Items that are shown. */
const FIRST = 5;

/** Letters of JSON for each of them, about. */
const ITEM_LIMIT = 4_000;

/**
 * `POST <type>/preview` with `{server, id, query}`: the id of a deployed
 * account, that of the node, and the query parameters in its dialog.
 * Answers `{items, count, leftOut}`: the first items, shortened; how many there
 * are, where the service reports it; and the names of the parameters that there is
 * nothing to take from, because there is no message, or no deployed node.
 */
export function servePreview(RED: NodeAPI, type: string, resource: Resource): void {
  serveEndpoint(RED, type, `${type}/preview`, async ({ body, signal }) => {
    const account = findConfig<Inode>(RED, textOf(body, 'server'), 'inode-config');
    if (account === undefined) return undefined;
    const node = findNode(RED, textOf(body, 'id'), type);
    const { query, leftOut } = await queryWithoutMessage(RED, { node, account }, body.query);
    const call = { resource, query, timeout: PATIENCE, signal, wanted: FIRST };
    const { items, count } = await account.service().firstPage(call);
    return {
      items: items.map((item) => shorten(item, ITEM_LIMIT)),
      count,
      leftOut,
    };
  });
}

function findNode(RED: NodeAPI, id: string, type: string): Node | undefined {
  const node: Node | null = RED.nodes.getNode(id);
  return node?.type === type ? node : undefined;
}
