import type { NodeAPI } from 'node-red';
import { checkRetries } from '../../rules';
import { CONNECTION_DEFAULTS, type ConnectionSettings } from '../../settings';
import { originsOf } from '../account/origins';
import type { Client, ConfigNodeType } from '../account/service-node';
import { type DialogAccount, readDialogAccount } from './dialog-account';
import { type EndpointRequest, textOf } from './endpoint';
import { type LimitTest, limitTests } from './limit-tests';

/** Uses an account as a dialog shows it, in `{id, settings, credentials}` of a request's body. */
export type TryAccount<Service> = <Result>(
  body: EndpointRequest['body'],
  use: (client: Service) => Promise<Result>,
) => Promise<Result>;

/**
 * Opens accounts that are in a dialog, each with a client of its own and for one use, within
 * limits that all uses share. The deployed node, its sign-in and its token file have no part in it.
 *
 * @param limitTest those limits, where something else shares them, too
 */
export function accountTrials<
  Settings extends ConnectionSettings,
  Credentials extends object,
  Service extends Client,
>(
  RED: NodeAPI,
  configType: ConfigNodeType<Settings, Credentials, Service>,
  limitTest: LimitTest = limitTests(),
): TryAccount<Service> {
  const { open, addresses } = configType;
  return async (body, use) => {
    const account = readDialogAccount(RED, configType, body);
    const { settings, credentials } = account;
    const test = {
      account: textOf(body, 'id'),
      address: originsOf(settings, addresses).join(' '),
      credentials: signInOf(account),
    };
    return limitTest(test, async () => {
      const isGood = checkRetries(String(settings.retries).trim()) === undefined;
      // Somebody waits: one attempt is enough.
      if (isGood) Object.assign(settings, { retries: 0 });
      const client = open(settings, credentials, {});
      try {
        return await use(client);
      } finally {
        await client.close();
      }
    });
  };
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
