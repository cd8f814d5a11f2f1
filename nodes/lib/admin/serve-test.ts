import type { NodeAPI } from 'node-red';
import type { ConnectionSettings } from '../../settings';
import { readConnection } from '../account/connection';
import type { Client, ConfigNodeType } from '../account/service-node';
import { measure } from '../measure';
import { readDialogAccount } from './dialog-account';
import { PATIENCE, serveEndpoint } from './endpoint';

/**
 * `POST <type>/test` with `{id, settings, credentials}`, what is in the
 * dialog now: tries it with a client of its own, and answers `{ok}`, the
 * figures that the client reported and the milliseconds that it took, as `ms`. The
 * deployed node, its sign-in and its token file have no part in it.
 */
export function serveTest<
  Settings extends ConnectionSettings,
  Credentials extends object,
  Service extends Client,
>(RED: NodeAPI, configType: ConfigNodeType<Settings, Credentials, Service>): void {
  const { type, open, connectionOf = (settings) => settings } = configType;
  serveEndpoint(RED, type, `${type}/test`, async ({ body, signal }) => {
    const { settings, credentials } = readDialogAccount(RED, configType, body);
    const { timeout } = readConnection(RED, connectionOf(settings));
    // Somebody waits: one attempt is enough.
    Object.assign(settings, { retries: 0, timeout: Math.min(timeout, PATIENCE) / 1_000 });
    const client = open(settings, credentials, {});
    try {
      const { caller, result } = measure({ signal });
      const figures = await client.probe(caller);
      return { ok: { ...figures, ms: result().durationMs } };
    } finally {
      await client.close();
    }
  });
}
