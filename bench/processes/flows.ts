import { randomBytes } from 'node:crypto';
import type { ListMode } from '../../nodes/settings';
import { type FlowNode, onTab } from '../../scripts/support/flow-node';

/** The inject node that starts a poll. */
export const TRIGGER = 'trigger';

/** Where the messages end. */
export const END = 'end';

/** Where the errors end. */
export const CAUGHT = 'caught';

/** An account of the benchmark's server, which takes any. */
export const ACCOUNT = {
  username: random(),
  password: random(),
  clientId: random(),
  clientSecret: random(),
};

/** Makes a flow in which this many nodes ask for the same list. */
type Flow = (baseUrl: string, nodes: number) => FlowNode[];

/** The flow of each contender that is a Node-RED. */
export const FLOWS: ReadonlyMap<string, Flow> = new Map<string, Flow>([
  ['list', packageFlow('list')],
  ['items', packageFlow('items')],
  ['pages', packageFlow('pages')],
  ['core', coreFlow],
]);

function packageFlow(mode: ListMode): Flow {
  return (baseUrl, count) => {
    const ids = Array.from({ length: count }, (_, index) => `devices-${index}`);
    const account = { id: 'account', type: 'inode-config', baseUrl, auth: 'oauth2' };
    const node = { type: 'inode-devices', server: account.id, mode, wires: [[END]] };
    return [
      account,
      ...flowOf(
        ids,
        ids.map((id) => ({ ...node, id })),
      ),
    ];
  };
}

/**
 * The same job with core nodes, as somebody writes it who knows them well: the tokens are kept
 * in the context and shared, the connection is kept, the http request node parses, and a 401 is
 * answered by a refresh.
 */
function coreFlow(baseUrl: string, count: number): FlowNode[] {
  const numbers = Array.from({ length: count }, (_, number) => number);
  return flowOf(
    numbers.map((number) => `token-${number}`),
    numbers.flatMap((number) => coreLane(baseUrl, number)),
  );
}

const HAS_TOKEN = `
const { access } = global.get('tokens') ?? {};
if (access === undefined) return [null, msg];
msg.headers = { Accept: 'application/json', Authorization: 'Bearer ' + access };
return [msg, null];
`;

const FORM = `
const { refresh } = global.get('tokens') ?? {};
const { username, password, clientId: client_id, clientSecret: client_secret } = ${JSON.stringify(ACCOUNT)};
const grant = refresh === undefined
  ? { grant_type: 'password', username, password, scope: 'sync' }
  : { grant_type: 'refresh_token', refresh_token: refresh };
msg.headers = { 'content-type': 'application/x-www-form-urlencoded' };
msg.payload = { ...grant, client_id, client_secret };
return msg;
`;

const KEEP = `
if (msg.statusCode !== 200) {
  global.set('tokens', undefined);
  throw new Error('The token request was refused.');
}
const { access_token: access, refresh_token: refresh } = msg.payload;
global.set('tokens', { access, refresh });
return msg;
`;

/** One copy: it gets a token where there is none or it is refused, and then asks for the list. */
function coreLane(baseUrl: string, number: number): FlowNode[] {
  const id = (name: string): string => `${name}-${number}`;
  const wiredTo = (...names: string[]) => ({ wires: names.map((name) => [id(name)]) });
  const request = { type: 'http request', ret: 'obj', persist: true };
  const list = `${baseUrl}v1/devices/?no_pagination`;
  const grant = `${baseUrl}oauth/token/`;
  const ifRefused = {
    type: 'switch',
    property: 'statusCode',
    rules: [{ t: 'eq', v: '401', vt: 'num' }, { t: 'else' }],
    checkall: 'false',
    wires: [[id('form')], [END]],
  };
  return [
    { id: id('token'), type: 'function', func: HAS_TOKEN, outputs: 2, ...wiredTo('list', 'form') },
    { ...request, id: id('list'), method: 'GET', url: list, ...wiredTo('refused') },
    { ...ifRefused, id: id('refused') },
    { id: id('form'), type: 'function', func: FORM, outputs: 1, ...wiredTo('grant') },
    { ...request, id: id('grant'), method: 'POST', url: grant, ...wiredTo('keep') },
    { id: id('keep'), type: 'function', func: KEEP, outputs: 1, ...wiredTo('token') },
  ];
}

/** These nodes between an inject node that is wired to some of them, and the ends. */
function flowOf(triggered: readonly string[], nodes: readonly FlowNode[]): FlowNode[] {
  return [
    { id: 'tab', type: 'tab' },
    onTab({ id: TRIGGER, type: 'inject', props: [], wires: [triggered] }),
    onTab({ id: 'catch', type: 'catch', scope: null, wires: [[CAUGHT]] }),
    // A comment node does nothing with a message that reaches it, and so costs nothing.
    onTab({ id: END, type: 'comment' }),
    onTab({ id: CAUGHT, type: 'comment' }),
    ...nodes.map(onTab),
  ];
}

function random(): string {
  return randomBytes(12).toString('hex');
}
