import type { Node, NodeAPI } from 'node-red';
import type { Inode, Resource } from '../../../src/services/inode';
import type { QueryParameter } from '../../settings';
import { abridge } from './abridge';
import { buildQuery } from '../request/query';
import { PATIENCE, serveDialog } from './serve-dialog';
import { findConfig } from '../account/service-node';

/** Items that are shown. */
const FIRST = 5;

/** Letters of JSON for each of them, about. */
const ITEM_LIMIT = 4_000;

/** What a parameter can be taken from while the node itself is not deployed. */
const WITHOUT_NODE: ReadonlySet<string> = new Set(['str', 'num', 'bool', 'env']);

/**
 * `POST <type>/preview` with `{server, id, query}`: the id of a deployed
 * account, that of the node, and the query parameters that stand in its dialog.
 * Answers `{items, count, leftOut}`: the first items, shortened; how many there
 * are, where the service tells; and the names of the parameters that there is
 * nothing to take from, because there is no message, or no deployed node.
 */
export function servePreview(RED: NodeAPI, type: string, resource: Resource): void {
  serveDialog(RED, type, `${type}/preview`, async ({ body, signal }) => {
    const account = findConfig<Inode>(RED, String(body.server), 'inode-config');
    if (account === undefined) return undefined;
    const node = findNode(RED, String(body.id), type);
    const parameters = readParameters(body.query);
    const known = parameters.filter((parameter) =>
      node === undefined ? WITHOUT_NODE.has(parameter.type) : parameter.type !== 'msg',
    );
    const query = await buildQuery(RED, node ?? account, known, { _msgid: '' });
    const call = { resource, query, timeout: PATIENCE, signal, wanted: FIRST };
    const { items, count } = await account.service().firstPage(call);
    return {
      items: items.map((item) => abridge(item, ITEM_LIMIT)),
      count,
      leftOut: parameters.filter((each) => !known.includes(each)).map(({ name }) => name),
    };
  });
}

function findNode(RED: NodeAPI, id: string, type: string): Node | undefined {
  const node: Node | null = RED.nodes.getNode(id);
  return node?.type === type ? node : undefined;
}

function readParameters(query: unknown): QueryParameter[] {
  return Array.isArray(query) ? query.filter(isParameter) : [];
}

function isParameter(value: unknown): value is QueryParameter {
  const { name, value: text, type }: Record<string, unknown> = Object(value);
  return [name, text, type].every((part) => typeof part === 'string');
}
