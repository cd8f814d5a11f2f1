import type { NodeAPI } from 'node-red';
import { checkRetries } from '../../rules';
import { CONNECTION_DEFAULTS, type ConnectionSettings } from '../../settings';
import { originsOf } from '../account/origins';
import type { Client, ConfigNodeType } from '../account/service-node';
import { measure } from '../measure';
import { createTranslate } from '../translate';
import { type DialogAccount, readDialogAccount } from './dialog-account';
import { problemFor, serveEndpoint, textOf } from './endpoint';
import { limitTests } from './limit-tests';

/**
 * `POST <type>/test` with `{id, settings, credentials}`, what is in the
 * dialog now: tries it with a client of its own, and answers `{ok, problems}`: the
 * figures that the client reported and the milliseconds that it took, as `ms`; and why
 * part of it failed. The
 * deployed node, its sign-in and its token file have no part in it.
 */
export function serveTest<
  Settings extends ConnectionSettings,
  Credentials extends object,
  Service extends Client,
>(RED: NodeAPI, configType: ConfigNodeType<Settings, Credentials, Service>): void {
  const { type, open, addresses } = configType;
  const translate = createTranslate(RED);
  const limitTest = limitTests();
  serveEndpoint(RED, type, `${type}/test`, async ({ body, signal }) => {
    const account = readDialogAccount(RED, configType, body);
    const trial = {
      account: textOf(body, 'id'),
      address: originsOf(account.settings, addresses).join(' '),
      credentials: signInOf(account),
    };
    return limitTest(trial, async () => {
      const { settings, credentials } = account;
      const isGood = checkRetries(String(settings.retries).trim()) === undefined;
      // Somebody waits: one attempt is enough.
      if (isGood) Object.assign(settings, { retries: 0 });
      const client = open(settings, credentials, {});
      try {
        const { caller, result } = measure({ signal });
        const { failures = [], ...figures } = await client.probe(caller);
        const problems = failures.map((failure) => problemFor(translate, failure));
        const ok = { ...figures, ms: result().durationMs };
        return problems.length === 0 ? { ok } : { ok, problems };
      } finally {
        await client.close();
      }
    });
  });
}

/** What a sign-in depends on; without what is withheld, with which there is none. */
function signInOf({ settings, credentials }: DialogAccount<object, object>): object {
  const names = Object.keys(settings).filter((name) => !(name in CONNECTION_DEFAULTS));
  return [readable(settings, names), readable(credentials, Object.keys(credentials))];
}

function readable(values: object, names: readonly string[]): object {
  return names.map((name) => {
    const property = Object.getOwnPropertyDescriptor(values, name);
    return [name, String(property?.value)];
  });
}
