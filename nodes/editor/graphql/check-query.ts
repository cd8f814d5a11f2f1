import { askRuntime } from '../ask-runtime';
import type { Problem } from '../graphql-check';
import { translate } from '../translate';
import type { CheckResult } from './check-result';
import { readCode } from './code-editor';
import { loadCheck } from './load-check';

/** Checks the query as it is typed now, and shows under the editor what came of it. */
export async function checkQuery(result: CheckResult): Promise<void> {
  result.say('working');
  try {
    const problems = await findProblems(readCode(), valueOf('operationName').trim());
    if (problems.length === 0) result.say('good');
    else result.list(problems);
  } catch (error) {
    result.list([problem('failed', error instanceof Error ? error.message : String(error))]);
  }
}

async function findProblems(query: string, operationName: string): Promise<Problem[]> {
  if (query.trim() === '') return [problem('empty')];
  const { parseDocument, checkDocument } = await loadCheck();
  const parsed = parseDocument(query);
  if ('problem' in parsed) return [parsed.problem];

  const problems = checkOperation(parsed.operations, operationName);
  const server = valueOf('server');
  const answer = await askRuntime('innerspace-query/schema', server, { server });
  if ('problem' in answer) return [...problems, problem('noSchema', answer.problem)];
  return [...problems, ...checkDocument(parsed.document, answer.body)];
}

/** The service has to know which operation is meant. */
function checkOperation(operations: readonly string[], operationName: string): Problem[] {
  if (operations.length === 0) return [problem('noOperation')];
  if (operationName === '') return operations.length > 1 ? [problem('whichOperation')] : [];
  return operations.includes(operationName) ? [] : [problem('unknownOperation')];
}

function problem(key: string, details = ''): Problem {
  const message = translate('innerspace-query', `check.${key}`);
  return { message: `${message} ${details}`.trim(), line: undefined };
}

function valueOf(name: string): string {
  return String($(`#node-input-${name}`).val() ?? '');
}
