import type { NodeAPI } from 'node-red';
import type { ApiAnswer, ApiCall } from '../../../src/http/api-request';
import type { RequestSettings } from '../../settings';
import type { Job } from '../account/working-node';
import { measure } from '../measure';
import { markAnswer } from './answer-mark';
import { readRequest, readTarget } from './read-request';

/** A service with endpoints that nobody knows beforehand. */
export interface RequestService {
  request(call: ApiCall): Promise<ApiAnswer>;
}

/**
 * Makes the request of a message, and sends the answer on as it is.
 *
 * @param property the property of the message that says how the answer came
 * @returns what the status shows then
 */
export async function sendAnswer(
  RED: NodeAPI,
  job: Job<RequestSettings, RequestService>,
  property: string,
): Promise<string> {
  const { settings, service, msg, send, translate } = job;
  const { caller, result } = measure(job.caller);
  const target = readTarget(settings, msg);
  const request = await readRequest(RED, job, target);
  const { status, headers, body } = await service.request({ ...caller, ...request });
  await job.caller.ready;
  const facts = { [property]: { ...target, ...result() } };
  const answer = { payload: body, statusCode: status, headers: markAnswer(headers) };
  send(Object.assign(msg, answer, facts));
  return translate('status.answered');
}
