import { readCode } from './code-editor';
import type * as GraphqlCheck from './graphql-check';
import { askRuntime } from './shared/ask-runtime';
import { translate } from './shared/translate';

type Problem = GraphqlCheck.Problem;

/** The place under the editor where the dialog shows the outcome of a check. */
export interface CheckResult {
  hide(): void;
  /** Says that the check is under way, or that it found nothing. */
  say(key: 'working' | 'good'): void;
  list(problems: readonly Problem[]): void;
}

/** Checks the query as it is typed now, and shows under the editor what it found. */
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

/** Loads what checks GraphQL documents; the browser keeps it. */
async function loadCheck(): Promise<typeof GraphqlCheck> {
  const root = new URL(RED.settings.apiRootUrl ?? '', document.baseURI);
  const { href } = new URL('resources/@inode-flows/node-red-inode/graphql-check.js', root);
  return import(href);
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

/** The place in the dialog that is open now: what comes late must not reach another one. */
export function openCheckResult(): CheckResult {
  const place = $('#innerspace-query-result');
  const show = (content: JQuery | JQuery[], isWarning: boolean): void => {
    place.toggleClass('form-warning', isWarning).empty().append(content).show();
    RED.tray.resize();
  };
  return {
    hide() {
      if (!place.is(':visible')) return;
      place.hide();
      RED.tray.resize();
    },
    say: (key) => show($('<div>').text(translate('innerspace-query', `check.${key}`)), false),
    list: (problems) => show(problems.map(problemLine), true),
  };
}

/** The foreign text is put in as text: neither markup nor placeholders in it count. */
function problemLine({ line, message }: Problem): JQuery {
  const element = $('<div>').css('overflow-wrap', 'anywhere');
  if (line !== undefined) {
    $('<b>')
      .text(`${translate('innerspace-query', 'check.line', { line })} `)
      .appendTo(element);
  }
  return element.append(document.createTextNode(message));
}
