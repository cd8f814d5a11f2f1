import type { NodeAPI } from 'node-red';
import { isRecord } from '../../../src/json-value';
import type { OnChunk } from '../../../src/list/page';
import type { Inode } from '../../../src/services/inode';
import { checkListMethod } from '../../list-rules';
import type { InodeRequestSettings, ListMode } from '../../settings';
import type { Job } from '../account/working-node';
import { type ListCall, sendList } from '../list/send-list';
import { sendSince } from '../since/since';
import { markAnswer } from './answer-mark';
import { invalid } from './invalid';
import { readPaging } from './read-paging';
import { readRequest, readTarget } from './read-request';

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
  const { path, query, body, repeat, ...request } = await readRequest(RED, job, target);
  const posted =
    target.method === 'POST' ? { body: assertObject(body), repeatable: repeat } : undefined;
  let answered: Record<string, string> | undefined;
  const onHeaders = (headers: Readonly<Record<string, string>>): void => {
    answered = markAnswer(headers);
  };
  const observer = { ...job.caller.observer, onHeaders };
  const observed = { ...job, caller: { ...job.caller, observer } };
  return sendSince(RED, observed, path, query, async (asked, newItems) => {
    const source = { ...target, ...newItems?.facts };
    const fetch = (call: ListCall, onChunk: OnChunk): Promise<void> => {
      const { headers, answer, timeout } = request;
      const settings = { path, query: asked, headers, answer, timeout, paging, ...posted };
      return job.service.listAt({ ...call, ...settings }, onChunk);
    };
    const headersNow = (): object => ({ headers: answered && { ...answered } });
    const count = await sendList(RED, observed, mode, source, fetch, newItems, headersNow);
    return job.translate('status.items', { count });
  });
}

/** The body of a POST, into which the parameters of the pages go. */
function assertObject(body: unknown): Readonly<Record<string, unknown>> {
  if (body === undefined || body === null) return {};
  if (!isRecord(body) || Array.isArray(body)) throw invalid('bodyNoObject');
  return body;
}
