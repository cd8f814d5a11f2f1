import type { NodeAPI } from 'node-red';
import { isRecord } from '../../../src/json-value';
import type { OnChunk } from '../../../src/list/page';
import type { Inode } from '../../../src/services/inode';
import { checkListMethod } from '../../rules';
import type { InodeRequestSettings, ListMode } from '../../settings';
import type { Job } from '../account/working-node';
import { type ListCall, sendList } from '../list/send-list';
import { sendSince } from '../since/since';
import { readPaging } from './read-paging';
import { invalid, readRequest, readTarget } from './read-request';

/**
 * Makes the request of a message, and sends the list that is the answer on, to
 * the end of its last page.
 *
 * @returns what the status shows then
 */
export async function sendRequestedList(
  RED: NodeAPI,
  job: Job<InodeRequestSettings, Inode>,
  mode: ListMode,
): Promise<string> {
  const target = readTarget(job.settings, job.msg);
  const paging = readPaging(RED, job.settings);
  // The requests for further pages must do no more than the first one.
  const broken = checkListMethod(target.method, paging.kind);
  if (broken !== undefined) throw invalid(broken.key);
  const { path, query, timeout, body } = await readRequest(RED, job, target);
  const posted = target.method === 'POST' ? { body: assertObject(body) } : undefined;
  return sendSince(RED, job, path, query, async (asked, newItems) => {
    const source = { ...target, ...newItems?.facts };
    const fetch = (call: ListCall, onChunk: OnChunk): Promise<void> =>
      job.service.listAt({ ...call, path, query: asked, timeout, paging, ...posted }, onChunk);
    const count = await sendList(RED, job, mode, source, fetch, newItems);
    return job.translate('status.items', { count });
  });
}

/** The body of a POST, into which the parameters of the pages go. */
function assertObject(body: unknown): Readonly<Record<string, unknown>> {
  if (body === undefined || body === null) return {};
  if (!isRecord(body) || Array.isArray(body)) throw invalid('bodyNoObject');
  return body;
}
