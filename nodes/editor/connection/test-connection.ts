import { asRecord } from '../../../src/json-value';
import { isReference, SECRET_PLACEHOLDER } from '../../settings';
import { type Outcome, prepareAskButton, warning } from '../shared/ask-button';
import { askRuntime, reportedErrorText, type Words } from '../shared/ask-runtime';
import { isInSubflow, nodeOf } from '../shared/other-nodes';
import { translate } from '../shared/translate';
import type { ConfigNode } from './config-node';
import { type DialogFields, field, readDialogFields } from './open-dialog';
import { testWords } from './test-texts';

/** Makes the button work that tries the account as the open dialog shows it. */
export function prepareTest(node: ConfigNode): void {
  prepareAskButton('inode-test', 'test', (signal) => testConnection(node, signal));
}

async function testConnection(node: ConfigNode, signal: AbortSignal): Promise<Outcome> {
  const fields = readDialogFields(node);
  const problems = findProblems(node, fields);
  if (problems.length > 0) return warning(...problems);
  const words = testWords(node.type, fields);
  const question = { id: node.id, ...fields };
  const answer = await askRuntime(`${node.type}/test`, node.id, question, { words, signal });
  if ('problem' in answer) return warning(answer.problem);
  return outcomeOf(answer.body, words);
}

/** An account that may not read one of the lists can be just right: it may have no sensors. */
function outcomeOf(body: { ok?: unknown; problems?: unknown }, words: Words): Outcome {
  const problems: unknown[] = Array.isArray(body.problems) ? body.problems : [];
  const isRight = problems.every((problem) => asRecord(problem)['code'] === 'FORBIDDEN');
  const lines = [
    successText(body),
    ...problems.map((problem) => reportedErrorText(problem, words)),
  ];
  return { lines, isGood: isRight };
}

/** Each figure is a text of its own, because each has a plural of its own. */
function successText(body: { ok?: unknown }): string {
  const { links, devices, ms, sessionOpen, isSample } = asRecord(body.ok);
  const figures = [
    ...(typeof links === 'number' ? [text('status.links', { count: links })] : []),
    ...(typeof devices === 'number' ? [text('status.devices', { count: devices })] : []),
    text('test.milliseconds', { ms: String(ms) }),
  ];
  const outcome = isSample === true ? 'test.sample' : 'test.done';
  const key = sessionOpen === true ? 'test.sessionOpen' : outcome;
  return text(key, { figures: figures.join(', ') });
}

/** What keeps the account from being tried, in words. */
function findProblems(node: ConfigNode, fields: DialogFields): string[] {
  const problems = [...wrongValues(node, fields), ...unknownToRuntime(fields)];
  return problems.length === 0 && asksForSecrets(node, fields)
    ? [text('error.SECRETS_NEEDED')]
    : problems;
}

function wrongValues(node: ConfigNode, { settings, credentials }: DialogFields): string[] {
  const { _def: definition } = node;
  const definitions = { ...definition.defaults, ...definition.credentials };
  const values: Record<string, string | boolean> = { ...settings, ...credentials };
  return Object.entries(definitions).flatMap(([name, { validate }]) => {
    const validity = validate?.call(node, String(values[name]), {}) ?? true;
    return validity === true ? [] : [ofField(name, validity)];
  });
}

/** The configuration nodes that the account names: the runtime looks for what is deployed. */
function unknownToRuntime({ settings }: DialogFields): string[] {
  return ['tls', 'proxy'].flatMap((name) => {
    const other = nodeOf(String(settings[name]));
    if (isInSubflow(other)) return [ofField(name, text('problem.inSubflow'))];
    return other.changed === true ? [ofField(name, text('problem.undeployed'))] : [];
  });
}

function ofField(name: string, problem: string): string {
  return `${text(`label.${name}`)}: ${problem}`;
}

/** The runtime looks as well: only it knows what is deployed, and what the environment says. */
function asksForSecrets(node: ConfigNode, { settings, credentials }: DialogFields): boolean {
  const isElsewhere = ['baseUrl', 'tokenUrl'].some((name) => {
    const saved = new Map<string, unknown>(Object.entries(node)).get(name);
    return name in settings && areDifferent(String(settings[name]), String(saved));
  });
  return (
    isElsewhere &&
    Object.entries(credentials).some(
      ([name, value]) => value === SECRET_PLACEHOLDER && field(name).is(':visible'),
    )
  );
}

function areDifferent(one: string, other: string): boolean {
  const addresses = [one.trim(), other.trim()];
  if (addresses.some(isReference)) return false;
  const [first, second] = addresses.map(originOf);
  return first !== second;
}

function originOf(address: string): string {
  try {
    return new URL(address).origin;
  } catch {
    return address;
  }
}

function text(key: string, values: Record<string, string | number> = {}): string {
  return translate('inode-config', key, values);
}
