import type { NodeAPI } from 'node-red';
import type { OnChunk } from '../../../src/list/page';
import type { Inode, Resource } from '../../../src/services/inode';
import { LIST_DEFAULTS, LIST_MODES, type ListSettings } from '../../settings';
import { registerWorkingNode } from '../account/working-node';
import { servePreview } from '../admin/serve-preview';
import { buildQuery, readSavedQuery } from '../build-query';
import { readRequestTimeout } from '../request-timeout';
import { oneOf } from '../saved-values';
import { sendSince } from '../since/since';
import { isSplit, type ListCall, sendList } from './send-list';

/** Registers a node that fetches one of the account's lists for each message, and its preview. */
export function registerListNode(RED: NodeAPI, type: string, resource: Resource): void {
  registerWorkingNode<ListSettings, Inode>(RED, {
    type,
    configType: 'inode-config',
    defaults: LIST_DEFAULTS,
    takesTicks: ({ mode }) => isSplit(mode),
    async run(job) {
      const { node, settings, service, msg, translate } = job;
      const mode = oneOf(LIST_MODES, settings.mode);
      const query = await buildQuery(RED, node, readSavedQuery(settings.query), msg);
      const timeout = readRequestTimeout(node, translate, msg);
      return sendSince(RED, job, resource, query, async (asked, newItems) => {
        const source = { resource, ...newItems?.facts };
        const fetch = (call: ListCall, onChunk: OnChunk): Promise<void> =>
          service.list({ ...call, resource, query: asked, timeout }, onChunk);
        const count = await sendList(RED, job, mode, source, fetch, newItems);
        return translate(`status.${resource}`, { count });
      });
    },
  });
  servePreview(RED, type, resource);
}
