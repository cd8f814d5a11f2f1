import type { NodeAPI, NodeCredentials } from 'node-red';
import { ServiceError } from '../../../src/errors';
import { asRecord } from '../../../src/json-value';
import {
  CONNECTION_DEFAULTS,
  type ConnectionSettings,
  isReference,
  SECRET_PLACEHOLDER,
} from '../../settings';
import { resolveReference } from '../account/environment';
import { areSameOrigins, originsOf } from '../account/origins';
import { type Client, type ConfigNodeType, completeSettings } from '../account/service-node';
import { findDeployed } from './deployed-account';
import { textOf } from './endpoint';

/** An account as its dialog shows it. */
export interface DialogAccount<Settings, Credentials> {
  readonly settings: Settings;
  readonly credentials: Credentials;
}

/**
 * The account that a configuration dialog describes in the fields `id`,
 * `settings` and `credentials` of a request: what was typed, with the deployed
 * node's secrets where they were not touched, and the environment's values.
 *
 * Nobody must be able to have secrets sent to a server of their choice. Stored
 * ones go to the servers of the deployed node only, those of the environment
 * there and to the service's own. Elsewhere the account can be used as far as
 * it does without them: to read one throws SECRETS_NEEDED.
 */
export function readDialogAccount<
  Settings extends ConnectionSettings,
  Credentials extends object,
  Service extends Client,
>(
  RED: NodeAPI,
  configType: ConfigNodeType<Settings, Credentials, Service>,
  body: Readonly<Record<string, unknown>>,
): DialogAccount<Settings, Credentials> {
  const { defaults, before, addresses } = configType;
  const deployed = findDeployed(RED, configType, textOf(body, 'id'));
  const resolve = (value: unknown): unknown => resolveReference(RED, deployed?.node, value);

  const typed = pick(body.settings, Object.keys(defaults));
  const settings = completeSettings(configType, typed);
  for (const [name, value] of Object.entries(typed)) {
    Object.assign(settings, { [name]: resolve(value) });
  }
  const origins = originsOf(settings, addresses);
  const isDeployed = deployed !== undefined && areSameOrigins(origins, deployed.origins);
  const known = [defaults, { ...defaults, ...before?.({}) }];
  const isKnown =
    isDeployed || known.some((own) => areSameOrigins(origins, originsOf(own, addresses)));
  // A variable that is not set has nothing to withhold, and the client says that it is not set.
  const isForeign = (value: unknown): boolean =>
    !isKnown && isReference(value) && resolve(value) !== value;

  const names = Object.keys(configType.credentials);
  const stored = pick(deployed?.credentials, names);
  const secrets = pick(body.credentials, names);
  const isStored = (name: string): boolean =>
    secrets[name] === SECRET_PLACEHOLDER || (secrets[name] === undefined && name in stored);
  const credentials = Object.fromEntries(
    names.map((name) => [name, isStored(name) ? stored[name] : resolve(secrets[name])]),
  );
  assertCredentials(credentials, configType.credentials);

  const ofService = Object.keys(typed).filter(
    (name) => !(name in CONNECTION_DEFAULTS) && !addresses.some((address) => address === name),
  );
  withhold(
    settings,
    ofService.filter((name) => isForeign(typed[name])),
  );
  withhold(
    credentials,
    names.filter((name) => (isStored(name) ? !isDeployed : isForeign(secrets[name]))),
  );
  return { settings, credentials };
}

/** The values of these names that a flow could hold; whatever else was sent is ignored. */
function pick(values: unknown, names: readonly string[]): Record<string, unknown> {
  const scalars = new Set(['string', 'number', 'boolean']);
  const given = asRecord(values);
  return Object.fromEntries(
    names
      .filter((name) => Object.hasOwn(given, name) && scalars.has(typeof given[name]))
      .map((name) => [name, given[name]]),
  );
}

function assertCredentials<Credentials extends object>(
  values: object,
  known: NodeCredentials<Credentials>,
): asserts values is Credentials {
  for (const name of Object.keys(values)) {
    if (!(name in known)) throw new TypeError(`no such credential: ${name}`);
  }
}

/** Makes some properties of an object throw when they are read. */
function withhold(values: object, names: readonly string[]): void {
  const get = (): never => {
    throw new ServiceError('SECRETS_NEEDED');
  };
  for (const name of names) Object.defineProperty(values, name, { get });
}
