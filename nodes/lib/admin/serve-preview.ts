import type { Node, NodeAPI } from 'node-red';
import type { FirstPage } from '../../../src/list/read-page';
import type { Inode, Resource } from '../../../src/services/inode';
import { findConfig } from '../account/service-node';
import { ASK_TIMEOUT, serveEndpoint, textOf } from './endpoint';
import { queryWithoutMessage } from './query-without-message';
import { shorten } from './shorten';
import type { TryAccount } from './try-account';

/** Items that are shown. */
const FIRST = 5;

/** Characters of JSON for each of them, about. */
const ITEM_LIMIT = 4_000;

/** The lists that can be shown, by the types of their nodes. */
const RESOURCES: ReadonlyMap<string, Resource> = new Map([
  ['inode-links', 'links'],
  ['inode-devices', 'devices'],
]);

/**
 * `POST <type>/preview` with `{server, id, query}`: the id of a deployed
 * account, that of the node, and the query parameters in its dialog.
 * Answers `{items, count, leftOut}`: the first items, shortened; how many there
 * are, where the service reports it; and the names of the parameters that there is
 * nothing to take from, because there is no message, or they are not deployed.
 */
export function servePreview(RED: NodeAPI, type: string, resource: Resource): void {
  serveEndpoint(RED, type, `${type}/preview`, async ({ body, signal }) => {
    const account = findConfig<Inode>(RED, textOf(body, 'server'), 'inode-config');
    if (account === undefined) return undefined;
    const node = findNode(RED, textOf(body, 'id'), type);
    const { query, leftOut } = await queryWithoutMessage(RED, node, body.query);
    const call = { resource, query, timeout: ASK_TIMEOUT, signal, wanted: FIRST };
    return previewOf(await account.service().firstPage(call), leftOut);
  });
}

/**
 * `POST inode-config/preview` with `{id, settings, credentials}` of an account that is not
 * deployed as it is now, and `{type, node, query}` of the node that uses it: answers as the
 * preview of the node does. It takes the right to change accounts.
 */
export function serveAccountPreview(
  RED: NodeAPI,
  configType: string,
  tryAccount: TryAccount<Inode>,
): void {
  serveEndpoint(RED, configType, `${configType}/preview`, async ({ body, signal }) => {
    const type = textOf(body, 'type');
    const resource = RESOURCES.get(type);
    if (resource === undefined) return undefined;
    const node = findNode(RED, textOf(body, 'node'), type);
    const { query, leftOut } = await queryWithoutMessage(RED, node, body.query);
    return tryAccount(body, async (client) =>
      previewOf(await client.firstPage({ resource, query, signal, wanted: FIRST }), leftOut),
    );
  });
}

function previewOf({ items, count }: FirstPage, leftOut: readonly string[]): object {
  return { items: items.map((item) => shorten(item, ITEM_LIMIT)), count, leftOut };
}

function findNode(RED: NodeAPI, id: string, type: string): Node | undefined {
  const node: Node | null = RED.nodes.getNode(id);
  return node?.type === type ? node : undefined;
}
