import { isEnvironmentVariable } from '../environment-variable';
import { translate } from '../translate';
import type { ConfigNode } from './config-node';
import { type DialogFields, field } from './dialog-fields';

/** What a password field shows while the secret in it is that of the runtime. */
const UNTOUCHED = '__PWRD__';

/** What keeps the account that stands in the open dialog from being tried, in words. */
export function findProblems(node: ConfigNode, fields: DialogFields): string[] {
  const { _def: definition } = node;
  const definitions = { ...definition.defaults, ...definition.credentials };
  const values: Record<string, string | boolean> = { ...fields.settings, ...fields.credentials };
  const problems = Object.entries(definitions).flatMap(([name, { validate }]) => {
    const validity = validate?.call(node, String(values[name]), {}) ?? true;
    return validity === true ? [] : [`${translate('inode-config', `label.${name}`)}: ${validity}`];
  });
  return problems.length === 0 && asksForSecrets(node, fields)
    ? [translate('inode-config', 'error.SECRETS_NEEDED')]
    : problems;
}

/** The runtime looks as well: only it knows what is deployed, and what the environment says. */
function asksForSecrets(node: ConfigNode, { settings, credentials }: DialogFields): boolean {
  const isElsewhere = ['baseUrl', 'tokenUrl'].some((name) => {
    const saved = new Map<string, unknown>(Object.entries(node)).get(name);
    return name in settings && areDifferent(String(settings[name]), String(saved));
  });
  return (
    isElsewhere &&
    Object.entries(credentials).some(
      ([name, value]) => value === UNTOUCHED && field(name).is(':visible'),
    )
  );
}

function areDifferent(one: string, other: string): boolean {
  const addresses = [one.trim(), other.trim()];
  if (addresses.some(isEnvironmentVariable)) return false;
  const [first, second] = addresses.map(originOf);
  return first !== second;
}

function originOf(address: string): string {
  try {
    return new URL(address).origin;
  } catch {
    return address;
  }
}
