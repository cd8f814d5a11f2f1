import { isReference } from '../../settings';
import { isInSubflow, nodeOf } from '../node-of';
import { translate } from '../translate';
import type { ConfigNode } from './config-node';
import { type DialogFields, field } from './dialog-fields';

/** What a password field shows while the secret in it is that of the runtime. */
const UNTOUCHED = '__PWRD__';

/** What keeps the account that stands in the open dialog from being tried, in words. */
export function findProblems(node: ConfigNode, fields: DialogFields): string[] {
  const problems = [...wrongValues(node, fields), ...unknownToRuntime(fields)];
  return problems.length === 0 && asksForSecrets(node, fields)
    ? [translate('inode-config', 'error.SECRETS_NEEDED')]
    : problems;
}

function wrongValues(node: ConfigNode, { settings, credentials }: DialogFields): string[] {
  const { _def: definition } = node;
  const definitions = { ...definition.defaults, ...definition.credentials };
  const values: Record<string, string | boolean> = { ...settings, ...credentials };
  return Object.entries(definitions).flatMap(([name, { validate }]) => {
    const validity = validate?.call(node, String(values[name]), {}) ?? true;
    return validity === true ? [] : [ofField(name, validity)];
  });
}

/** The configuration nodes that the account names: the runtime looks for what is deployed. */
function unknownToRuntime({ settings }: DialogFields): string[] {
  return ['tls', 'proxy'].flatMap((name) => {
    const other = nodeOf(String(settings[name]));
    if (isInSubflow(other)) return [ofField(name, translate('inode-config', 'problem.inSubflow'))];
    return other.changed === true
      ? [ofField(name, translate('inode-config', 'problem.undeployed'))]
      : [];
  });
}

function ofField(name: string, problem: string): string {
  return `${translate('inode-config', `label.${name}`)}: ${problem}`;
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
  if (addresses.some(isReference)) return false;
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
