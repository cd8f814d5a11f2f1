import type { NodeAPI } from 'node-red';
import type { Client } from '../account/service-node';
import { measure } from '../measure';
import { createTranslate } from '../translate';
import { problemFor, serveEndpoint } from './endpoint';
import type { TryAccount } from './try-account';

/**
 * `POST <type>/test` with `{id, settings, credentials}`, what is in the dialog now: answers
 * `{ok, problems}`: the figures that the client reported and the milliseconds that it took,
 * as `ms`; and why part of it failed, where the rest did not.
 */
export function serveTest(RED: NodeAPI, type: string, tryAccount: TryAccount<Client>): void {
  const translate = createTranslate(RED);
  serveEndpoint(RED, type, `${type}/test`, ({ body, signal }) =>
    tryAccount(body, async (client) => {
      const { caller, result } = measure({ signal });
      const { failures = [], ...figures } = await client.probe(caller);
      const problems = failures.map((failure) => problemFor(translate, failure));
      const ok = { ...figures, ms: result().durationMs };
      return problems.length === 0 ? { ok } : { ok, problems };
    }),
  );
}
