import type { FlowNode } from '../../scripts/support/flow-node';
import { ACCOUNT } from './account';
import { END, flowOf } from './flow';

/**
 * The same job with core nodes, so many times, as somebody writes it who knows
 * them well: the tokens are kept in the context and shared, the connection is
 * kept alive, the http request node parses, and a 401 is answered by a refresh.
 */
export function coreFlow(baseUrl: string, count: number): FlowNode[] {
  const numbers = Array.from({ length: count }, (_, number) => number);
  return flowOf(
    numbers.map((number) => idOf('token', number)),
    numbers.flatMap((number) => lane(baseUrl, number)),
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

/** One copy: a missing token and a refused one are seen to before the list goes on. */
function lane(baseUrl: string, number: number): FlowNode[] {
  const id = (name: string): string => idOf(name, number);
  const request = { type: 'http request', ret: 'obj', persist: true };
  const rules = [{ t: 'eq', v: '401', vt: 'num' }, { t: 'else' }];
  const list = `${baseUrl}v1/devices/?no_pagination`;
  const grant = `${baseUrl}oauth/token/`;
  return [
    {
      id: id('token'),
      type: 'function',
      func: HAS_TOKEN,
      outputs: 2,
      wires: [[id('list')], [id('form')]],
    },
    { ...request, id: id('list'), method: 'GET', url: list, wires: [[id('refused')]] },
    {
      id: id('refused'),
      type: 'switch',
      property: 'statusCode',
      rules,
      checkall: 'false',
      wires: [[id('form')], [END]],
    },
    { id: id('form'), type: 'function', func: FORM, outputs: 1, wires: [[id('grant')]] },
    { ...request, id: id('grant'), method: 'POST', url: grant, wires: [[id('keep')]] },
    { id: id('keep'), type: 'function', func: KEEP, outputs: 1, wires: [[id('token')]] },
  ];
}

function idOf(name: string, number: number): string {
  return `${name}-${number}`;
}
