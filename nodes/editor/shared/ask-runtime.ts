import { asRecord } from '../../../src/json-value';
import { errorText, type ReportedError } from '../../error-text';
import { isInSubflow, nodeOf } from './other-nodes';
import { translate } from './translate';

export type { ReportedError };

/** The answer of a node's admin endpoint, or the text of the problem, and whether a permission is missing. */
export type RuntimeAnswer = { body: object } | { problem: string; isForbidden: boolean };

/** How an error is put into words: the texts that its keys stand for. */
export type Words = (
  error: ReportedError,
) => (key: string, values: Record<string, string | number>) => string;

export interface AskOptions {
  /** By default those of a flow's error. */
  readonly words?: Words;
  /** Aborts the request. */
  readonly signal?: AbortSignal;
}

const FLOW_WORDS: Words = () => (key, values) => translate('inode-config', key, values);

/** What the runtime sends of an error. */
interface Problem extends ReportedError {
  /** In the runtime's language, for a code that this editor does not know. */
  readonly message: string;
}

/**
 * Asks an admin endpoint of this package.
 *
 * @param url relative, so that Node-RED adds its root path and who is signed in
 * @param account id of the configuration node that it is about
 */
export async function askRuntime(
  url: string,
  account: string,
  question: object,
  { words, signal }: AskOptions = {},
): Promise<RuntimeAnswer> {
  const { status, body } = await postJson(url, question, signal);
  if (typeof body !== 'object' || body === null) {
    const key = silenceKey(status, account);
    const isForbidden = key === 'notPermitted';
    return { problem: translate('inode-config', `problem.${key}`, { status }), isForbidden };
  }
  if (!('problem' in body)) return { body };
  return { problem: reportedErrorText(body.problem, words), isForbidden: false };
}

/** Why Node-RED itself gave no answer to this question. */
function silenceKey(status: number, account: string): string {
  if (status === 0) return 'nodeRedSilent';
  // Node-RED answers 401 both without a sign-in and without the permission.
  if (status === 401 || status === 403) return 'notPermitted';
  if (status === 404) return isInSubflow(nodeOf(account)) ? 'inSubflow' : 'notDeployed';
  return 'nodeRed';
}

/** The answer's status, 0 where there is none, and the JSON of a successful one. */
function postJson(
  url: string,
  content: object,
  signal: AbortSignal | undefined,
): Promise<{ status: number; body: unknown }> {
  return new Promise((resolve) => {
    const request = $.ajax({
      method: 'POST',
      url,
      contentType: 'application/json',
      data: JSON.stringify(content),
      dataType: 'json',
      success: (body: unknown, _, { status }) => resolve({ status, body }),
      error: ({ status }) => resolve({ status, body: undefined }),
    });
    signal?.addEventListener('abort', () => request.abort());
  });
}

/** What an error of the runtime says, in the editor's language. */
export function reportedErrorText(problem: unknown, words = FLOW_WORDS): string {
  if (!isProblem(problem)) return String(problem);
  const text = errorText(words(problem), problem);
  // Node-RED gives back the key where it has no text for it.
  return text.includes(`error.${problem.code}`) ? problem.message : text;
}

function isProblem(problem: unknown): problem is Problem {
  const { code, facts, message } = asRecord(problem);
  return typeof code === 'string' && typeof message === 'string' && facts instanceof Object;
}
