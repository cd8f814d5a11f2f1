import { asRecord } from '../../../src/json-value';
import { type Outcome, prepareAskButton, warning } from '../shared/ask-button';
import { askRuntime, reportedErrorText } from '../shared/ask-runtime';
import { translate } from '../shared/translate';
import type { ConfigNode } from './config-node';

/** The node set from which the version of this package is read. */
const OWN_SET = '@inode-flows/node-red-inode/inode-config';

/** In the place of what is not known. */
const NOTHING = '–';

/** How a time is written, in milliseconds since the epoch. */
type WriteTime = (time: number) => string;

const local: WriteTime = (time) => new Date(time).toLocaleString(RED.i18n.lang());
/** Who reads a ticket may be in another time zone. */
const universal: WriteTime = (time) => new Date(time).toISOString();

/** Makes the button work that shows what the deployed account has done so far. */
export function prepareState(node: ConfigNode): void {
  prepareAskButton('inode-state', 'state', (signal) => askState(node, signal));
}

async function askState(node: ConfigNode, signal: AbortSignal): Promise<Outcome> {
  const answer = await askRuntime(`${node.type}/state`, node.id, { id: node.id }, { signal });
  if ('problem' in answer) return warning(answer.problem);
  const { node: nodeVersion, state } = asRecord(answer.body);
  const note = node.changed === true ? [text('asDeployed')] : [];
  const copied = [headline(node, String(nodeVersion)), ...note, ...stateLines(state, universal)];
  return {
    lines: [...note, ...stateLines(state, local), copyButton(copied.join('\n'))],
    isGood: undefined,
  };
}

/** What support asks for first. Of whose account it is, nothing is said. */
function headline({ type, auth, baseUrl }: ConfigNode, nodeVersion: string): string {
  const { version } = asRecord(RED.nodes.registry.getNodeSet(OWN_SET));
  const { version: nodeRed } = asRecord(RED.settings);
  const kind = [type, ...(auth === undefined ? [] : [auth])].join(' ');
  const programs = `node-red-inode ${String(version)}, Node-RED ${String(nodeRed)}`;
  return `${programs}, Node.js ${nodeVersion}, ${kind}, ${baseUrl}`;
}

/** What an account has done, a line for each fact. */
function stateLines(state: unknown, write: WriteTime): string[] {
  if (state === undefined) return [text('unused')];
  const { openedAt, signIn, lastHour, open, rateLimit, calls } = asRecord(state);
  const { requests, repetitions, unchanged } = asRecord(lastHour);
  return [
    text('openedAt', { time: timeText(openedAt, write) }),
    ...signInLines(signIn, write),
    text('lastHour', shown({ requests, repetitions, unchanged })),
    text('open', shown({ open })),
    ...rateLines(rateLimit, write),
    ...(Array.isArray(calls) ? calls.flatMap((call: unknown) => callLines(call, write)) : []),
  ];
}

function signInLines(signIn: unknown, write: WriteTime): string[] {
  if (signIn === undefined) return [];
  const { since, until } = asRecord(signIn);
  return [
    since === undefined
      ? text('signedInBefore')
      : text('signedIn', { time: timeText(since, write) }),
    ...(until === undefined ? [] : [text('tokenUntil', { time: timeText(until, write) })]),
  ];
}

function rateLines(rateLimit: unknown, write: WriteTime): string[] {
  if (rateLimit === undefined) return [];
  const { at, limit, remaining, reset, retryAfter } = asRecord(rateLimit);
  const time = timeText(at, write);
  return [
    ...(remaining === undefined && limit === undefined
      ? []
      : [text('rate', { time, ...shown({ limit, remaining, reset }) })]),
    ...(retryAfter === undefined ? [] : [text('retryAfter', { time, ...shown({ retryAfter }) })]),
  ];
}

function callLines(outcome: unknown, write: WriteTime): string[] {
  const { call, succeededAt, failedAt, problem } = asRecord(outcome);
  const name = String(call);
  const { code } = asRecord(problem);
  return [
    ...(succeededAt === undefined
      ? []
      : [text('succeeded', { call: name, time: timeText(succeededAt, write) })]),
    ...(failedAt === undefined
      ? []
      : [
          text('failed', {
            call: name,
            time: timeText(failedAt, write),
            problem: `${String(code)}. ${reportedErrorText(problem)}`,
          }),
        ]),
  ];
}

/** Figures as they are; a dash for what the service does not say. */
function shown(figures: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(figures).map(([name, figure]) => [
      name,
      typeof figure === 'number' ? String(figure) : NOTHING,
    ]),
  );
}

function timeText(time: unknown, write: WriteTime): string {
  return typeof time === 'number' ? write(time) : NOTHING;
}

function copyButton(copied: string): JQuery {
  const button = $('<button type="button" class="red-ui-button red-ui-button-small">');
  button.append($('<i class="fa fa-clipboard" aria-hidden="true">').css('margin-right', 4));
  button.append($('<span>').text(text('copy')));
  button.on('click', () => RED.clipboard.copyText(copied, button, 'clipboard.copyMessageValue'));
  return $('<div>').css('margin-top', 6).append(button);
}

function text(key: string, values?: Record<string, string>): string {
  return translate('inode-config', `state.${key}`, values);
}
