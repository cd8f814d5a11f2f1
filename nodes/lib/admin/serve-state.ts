import type { NodeAPI } from 'node-red';
import type { AccountState } from '../../../src/auth/account';
import { type Client, findConfig } from '../account/service-node';
import { createTranslate, type Translate } from '../translate';
import { problemFor, serveEndpoint, textOf } from './endpoint';

/**
 * `POST <type>/state` with `{id}`, that of a deployed account: answers `{node, state}`: the
 * version of Node.js, and what the account has done since it was opened, with its errors as a
 * dialog takes them. There is no state before its first use.
 */
export function serveState(RED: NodeAPI, type: string): void {
  const translate = createTranslate(RED);
  serveEndpoint(RED, type, `${type}/state`, async ({ body }) => {
    const account = findConfig<Client>(RED, textOf(body, 'id'), type);
    if (account === undefined) return undefined;
    const state = account.state();
    return { node: process.version, ...(state && { state: withProblems(state, translate) }) };
  });
}

function withProblems(state: AccountState, translate: Translate): object {
  const calls = state.calls.map(({ failure, ...call }) => ({
    ...call,
    ...(failure && { problem: problemFor(translate, failure) }),
  }));
  return { ...state, calls };
}
