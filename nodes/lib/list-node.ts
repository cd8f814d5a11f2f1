import type { Node, NodeAPI, NodeDef } from 'node-red';
import { ServiceError } from '../../src/errors';
import type { Resource } from '../../src/services/inode';
import { LIST_DEFAULTS, type ListSettings } from '../settings';
import { isAccountNode } from './account';
import { fetchList } from './fetch-list';
import { handleInput } from './handle-input';
import { toMessages } from './messages';
import { buildQuery } from './query';
import { readRequestTimeout } from './request-timeout';
import { createStatus } from './status';
import { createTranslate } from './translate';

/** Registers a node that fetches one of the account's lists for each message. */
export function registerListNode(RED: NodeAPI, type: string, resource: Resource): void {
  function ListNode(this: Node, saved: NodeDef & Partial<ListSettings>): void {
    RED.nodes.createNode(this, saved);
    const { server, mode, query } = { ...LIST_DEFAULTS, ...saved };
    const account = RED.nodes.getNode(server);
    if (isAccountNode(account)) account.addUser(this);

    handleInput(
      this,
      createStatus(this, createTranslate(RED), resource),
      async (msg, send, caller) => {
        if (!isAccountNode(account)) {
          throw new ServiceError('CONFIG_INVALID', { reason: 'no account is chosen' });
        }
        const { pages, info } = await fetchList(account.inode(), {
          ...caller,
          resource,
          paginated: mode === 'pages',
          query: await buildQuery(RED, this, query, msg),
          timeout: readRequestTimeout(this, msg),
        });
        for (const message of toMessages(mode, msg, pages, info, RED.util)) send(message);
        return info.count;
      },
    );
  }
  RED.nodes.registerType(type, ListNode);
}
