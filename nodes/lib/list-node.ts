import type { NodeAPI } from 'node-red';
import type { Inode, Resource } from '../../src/services/inode';
import { LIST_DEFAULTS, type ListSettings } from '../settings';
import { fetchList } from './fetch-list';
import { toMessages } from './messages';
import { buildQuery } from './query';
import { readRequestTimeout } from './request-timeout';
import { registerWorkingNode } from './working-node';

/** Registers a node that fetches one of the account's lists for each message. */
export function registerListNode(RED: NodeAPI, type: string, resource: Resource): void {
  registerWorkingNode<ListSettings, Inode>(RED, {
    type,
    configType: 'inode-config',
    defaults: LIST_DEFAULTS,
    async run({ node, settings, service, msg, send, caller, translate }) {
      const { mode, query } = settings;
      const { pages, info } = await fetchList(service, {
        ...caller,
        resource,
        paginated: mode === 'pages',
        query: await buildQuery(RED, node, query, msg),
        timeout: readRequestTimeout(node, translate, msg),
      });
      for (const message of toMessages(mode, msg, pages, info, RED.util)) send(message);
      return translate(`status.${resource}`, { count: info.count });
    },
  });
}
