import { ODD_NAMES } from '../support/recorder/odd-messages';
import type { Start } from '../support/recorder/recorded-node-red';
import { type HostileAnswer, hostileAnswer } from './answers';
import type { Chance } from './chance';
import { ASKING, NEWCOMER, WORKING } from './flow';
import { hostileText } from './frames';
import { hostileValue, type Scale } from './json-texts';

/** One thing that is done to Node-RED. */
export interface FuzzCase {
  readonly what: string;
  /** What the service answers to calls, and to token requests, while it lasts. */
  readonly answer?: HostileAnswer;
  readonly tokenAnswer?: HostileAnswer;
  /** The node that gets a message, and the message as JSON or by the name of an odd one. */
  readonly message?: Start;
  /** What an edit dialog asks; `ORIGIN` in it is where the service is. */
  readonly dialog?: { readonly path: string; readonly body: string };
  /** Whether it needs an account that is new. */
  readonly isNew?: boolean;
  /** Whether the service may not be asked at all, although there is an answer. */
  readonly mayBeRefused?: boolean;
}

/** Where the service is, in what dialogs ask. */
export const ORIGIN = 'http://service.example';

/** As much as the heap of a small machine bears in other programs, too. */
const SCALE: Scale = { depth: 100_000, width: 1_000_000, length: 10_000_000 };

/** What Node-RED itself clones for each of several wires, in less than 250 ms. */
const MESSAGE_SCALE: Scale = { depth: 100_000, width: 10_000, length: 1_000_000 };

/** Smaller, as Node-RED refuses a dialog's larger body. */
const DIALOG_SCALE: Scale = { depth: 20_000, width: 20_000, length: 1_000_000 };

/** Properties of messages that nodes look at. */
const PROPERTIES = [
  'payload',
  'parts',
  'inode',
  'devices',
  'query',
  'variables',
  'path',
  'method',
  'topic',
  'operationName',
  'requestTimeout',
  'statusCode',
  'reset',
  'tick',
  'error',
  '_event',
] as const;

/** The case of this chance. */
export function fuzzCase(chance: Chance): FuzzCase {
  const kind = chance.next();
  if (kind < 0.55) return answerCase(chance);
  if (kind < 0.75) return messageCase(chance);
  if (kind < 0.97) return dialogCase(chance);
  const tokenAnswer = hostileAnswer(chance, SCALE);
  const what = `${NEWCOMER} gets the token answer ${tokenAnswer.what}`;
  return { what, tokenAnswer, message: { start: NEWCOMER }, isNew: true };
}

function answerCase(chance: Chance): FuzzCase {
  const start = chance.pick(ASKING);
  const answer = hostileAnswer(chance, SCALE);
  return { what: `${start} gets ${answer.what}`, answer, message: { start } };
}

function messageCase(chance: Chance): FuzzCase {
  const start = chance.pick([...WORKING, ...WORKING, ...ASKING]);
  if (chance.next() < 0.2) {
    const odd = ODD_NAMES[chance.below(ODD_NAMES.length)] ?? '';
    return { what: `${start} is sent a message with ${odd}`, message: { start, odd } };
  }
  const property = chance.pick(PROPERTIES);
  const { what, text } =
    chance.next() < 0.5 ? hostileValue(chance, MESSAGE_SCALE) : hostileText(chance, MESSAGE_SCALE);
  const value = isJson(text) ? text : JSON.stringify(text);
  const message = { start, text: `{"${property}":${value}}` };
  return { what: `${start} is sent ${property} with ${what}`, message };
}

/** What an edit dialog asks, and gets from a service whose answers are of this scale. */
export function dialogCase(chance: Chance, scale = SCALE, dialogScale = DIALOG_SCALE): FuzzCase {
  const hostile = (): string => {
    const { text } = hostileValue(chance, dialogScale);
    return isJson(text) ? text : JSON.stringify(text);
  };
  const strange = chance.next() < 0.5;
  const or = (value: unknown): string =>
    strange && chance.next() < 0.4 ? hostile() : JSON.stringify(value);
  const test = (type: string, id: string): readonly [string, string] => {
    const known = `"auth":"oauth2","timeout":3,"baseUrl":"${ORIGIN}/","tokenUrl":"${ORIGIN}/auth/token"`;
    const settings = `{${known}${strange ? `,"scope":${hostile()}` : ''}}`;
    const credentials = or({ username: '__PWRD__', password: '__PWRD__' });
    return [`${type}/test`, `{"id":${or(id)},"settings":${settings},"credentials":${credentials}}`];
  };
  const preview = (type: string): readonly [string, string] => {
    const query = or([{ name: 'a', value: '1', type: 'str' }]);
    return [
      `${type}/preview`,
      `{"server":${or('inode')},"id":${or('links-list')},"query":${query}}`,
    ];
  };
  const passwords = (): readonly [string, string] => [
    'rdp-config/rdp-password/password',
    `{"oldPassword":${or('word')},"newPassword":${or('N3w-Passw0rd!!')}}`,
  ];
  const [path, body] = chance.pick([
    () => test('inode-config', 'inode'),
    () => test('innerspace-config', 'innerspace'),
    () => test('rdp-config', 'rdp'),
    () => preview('inode-links'),
    () => preview('inode-devices'),
    () => ['innerspace-query/schema', `{"server":${or('innerspace')}}`] as const,
    passwords,
  ])();
  const answer = hostileAnswer(chance, scale);
  const isToken = path.endsWith('/password') || chance.next() < 0.3;
  return {
    what: `${path} is asked with ${body.slice(0, 100)} and gets ${isToken ? 'for a token ' : ''}${answer.what}`,
    ...(isToken ? { tokenAnswer: answer } : { answer }),
    dialog: { path, body },
    mayBeRefused: strange,
  };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
