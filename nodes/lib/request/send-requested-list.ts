import type { NodeAPI } from 'node-red';
import type { Inode } from '../../../src/services/inode';
import { checkListMethod } from '../../rules';
import type { InodeRequestSettings, ListMode } from '../../settings';
import type { Job } from '../account/working-node';
import { sendList } from '../list/send-list';
import { markAnswer } from './answer-mark';
import { invalid } from './invalid';
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
  // Pages after the first are fetched, and nothing else is known of how.
  const broken = checkListMethod(target.method);
  if (broken !== undefined) throw invalid(broken.key);
  const { path, query, headers, answer, timeout } = await readRequest(RED, job, target);
  let answered: Record<string, string> | undefined;
  const onHeaders = (answerHeaders: Readonly<Record<string, string>>): void => {
    answered = markAnswer(answerHeaders);
  };
  const caller = { ...job.caller, observer: { ...job.caller.observer, onHeaders } };
  const count = await sendList(
    RED,
    { ...job, caller },
    mode,
    target,
    (call, onChunk) =>
      job.service.listAt({ ...call, path, query, headers, answer, timeout }, onChunk),
    () => ({ headers: answered && { ...answered } }),
  );
  return job.translate('status.items', { count });
}
