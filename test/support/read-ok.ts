import { readJson } from '../../src/http/body';
import type { HttpAnswer } from '../../src/http/message';
import { statusError } from '../../src/http/status';

/** Reads the JSON of a 2xx answer; else throws what the status means. */
export async function readOk(answer: HttpAnswer): Promise<unknown> {
  const failure = statusError(answer);
  if (failure !== undefined) throw failure;
  return readJson(answer);
}
