import { problemText } from './problem-text';
import { translate } from './translate';

/** What a node's admin endpoint answered, or in words why there is no answer. */
export type RuntimeAnswer = { body: object } | { problem: string };

/**
 * Asks an admin endpoint of this package.
 *
 * @param url relative, so that Node-RED adds its root path and who is signed in
 */
export async function askRuntime(url: string, question: object): Promise<RuntimeAnswer> {
  const { status, body } = await postJson(url, question);
  if (status === 404) return { problem: translate('inode-config', 'problem.notDeployed') };
  if (typeof body !== 'object' || body === null) {
    return { problem: translate('inode-config', 'problem.nodeRed', { status }) };
  }
  return 'problem' in body ? { problem: problemText(body.problem) } : { body };
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
