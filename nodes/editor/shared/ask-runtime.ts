import { asRecord } from '../../../src/json-value';
import { errorText, type ToldError } from '../../error-text';
import { isInSubflow, nodeOf } from './other-nodes';
import { translate } from './translate';

/** What a node's admin endpoint answered, or in words why there is no answer. */
export type RuntimeAnswer = { body: object } | { problem: string };

/** What the runtime sends of an error. */
interface Problem extends ToldError {
  /** In English, for a code that this editor does not know. */
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
): Promise<RuntimeAnswer> {
  const { status, body } = await postJson(url, question);
  if (typeof body !== 'object' || body === null) {
    const key = silenceKey(status, account);
    return { problem: translate('inode-config', `problem.${key}`, { status }) };
  }
  return 'problem' in body ? { problem: problemText(body.problem) } : { body };
}

/** Why Node-RED itself gave no answer to this question. */
function silenceKey(status: number, account: string): string {
  if (status === 0) return 'nodeRedSilent';
  // Node-RED says 401 to who is not signed in, and to who may not do this.
  if (status === 401 || status === 403) return 'notPermitted';
  if (status === 404) return isInSubflow(nodeOf(account)) ? 'inSubflow' : 'notDeployed';
  return 'nodeRed';
}

/** The answer's status, 0 where there is none, and the JSON of a successful one. */
function postJson(url: string, content: object): Promise<{ status: number; body: unknown }> {
  return new Promise((resolve) => {
    $.ajax({
      method: 'POST',
      url,
      contentType: 'application/json',
      data: JSON.stringify(content),
      dataType: 'json',
      success: (body: unknown, _, { status }) => resolve({ status, body }),
      error: ({ status }) => resolve({ status, body: undefined }),
    });
  });
}

/** What an error of the runtime says, in the editor's language. */
function problemText(problem: unknown): string {
  if (!isProblem(problem)) return String(problem);
  const text = errorText((key, values) => translate('inode-config', key, values), problem);
  // Node-RED gives back the key where it has no text for it.
  return text.includes(`error.${problem.code}`) ? problem.message : text;
}

function isProblem(problem: unknown): problem is Problem {
  const { code, facts, message } = asRecord(problem);
  return typeof code === 'string' && typeof message === 'string' && facts instanceof Object;
}
