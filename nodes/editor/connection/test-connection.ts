import { prepareAskButton, type Told, warning } from '../ask-button';
import { askRuntime } from '../ask-runtime';
import { translate } from '../translate';
import type { ConfigNode } from './config-node';
import { readDialogFields } from './dialog-fields';
import { findProblems } from './find-problems';

/** Makes the button work that tries the account as it stands in the open dialog. */
export function prepareTest(node: ConfigNode): void {
  prepareAskButton('inode-test', 'test', () => testConnection(node));
}

async function testConnection(node: ConfigNode): Promise<Told> {
  const fields = readDialogFields(node);
  const problems = findProblems(node, fields);
  if (problems.length > 0) return warning(...problems);
  const answer = await askRuntime(`${node.type}/test`, node.id, { id: node.id, ...fields });
  if ('problem' in answer) return warning(answer.problem);
  return { lines: [successText(answer.body)], isWarning: false };
}

/** Each figure is a text of its own, because each has a plural of its own. */
function successText(body: { ok?: unknown }): string {
  const { links, devices, ms, sessionOpen }: Partial<Record<string, unknown>> = Object(body.ok);
  const figures = [
    ...(typeof links === 'number' ? [text('status.links', { count: links })] : []),
    ...(typeof devices === 'number' ? [text('status.devices', { count: devices })] : []),
    text('test.milliseconds', { ms: String(ms) }),
  ];
  const key = sessionOpen === true ? 'test.sessionOpen' : 'test.done';
  return text(key, { figures: figures.join(', ') });
}

function text(key: string, values: Record<string, string | number>): string {
  return translate('inode-config', key, values);
}
