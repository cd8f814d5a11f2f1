import {
  checkAddress,
  checkConcurrency,
  checkMaxMegabytes,
  checkRequestsPerMinute,
  checkRetries,
  checkSensibleTimeout,
} from '../../rules';
import { problemText, type Validator, validator } from '../shared/validators';
import type { ConfigNode } from './config-node';
import { allowsInsecure, isEditing } from './open-dialog';

/** Which values an address takes to which credentials are sent. */
export function addressValidator(name: 'baseUrl' | 'tokenUrl'): Validator<ConfigNode> {
  return validator((value, node) => checkAddress(name, value, allowsInsecure(node)));
}

/** Flags an empty credential in the open dialog, where it is needed. */
export function credentialRequired(isNeeded = (): boolean => true): Validator<ConfigNode> {
  return validator((value) => (value === '' && isNeeded() ? 'required' : undefined));
}

/**
 * Which values the fields take that every account has; its default for an empty number.
 *
 * @param neededBy the credentials without which a node is incomplete
 */
export function accountValidators<Node extends ConfigNode>(
  neededBy: (node: Node) => readonly string[],
) {
  return {
    name: credentialsComplete(neededBy),
    baseUrl: addressValidator('baseUrl'),
    timeout: validator<ConfigNode>(checkSensibleTimeout),
    retries: validator<ConfigNode>(checkRetries),
    concurrency: validator<ConfigNode>(checkConcurrency),
    maxMegabytes: validator<ConfigNode>(checkMaxMegabytes),
    requestsPerMinute: validator<ConfigNode>(checkRequestsPerMinute),
  };
}

/**
 * Flags a node that lacks credentials. Node-RED validates credentials in the open
 * dialog alone, where each field speaks for itself; of a node on a flow it validates
 * the `defaults` only. So the question whether the account is complete is asked with
 * the one of them that every account has and that takes any value: its name.
 */
function credentialsComplete<Node extends ConfigNode>(
  neededBy: (node: Node) => readonly string[],
): Validator<Node> {
  // Two parameters, or else Node-RED takes the text for "valid".
  return function (this: Node, _name, _options) {
    const { id, credentials, changed } = this;
    // Of a deployed account the editor knows none before its dialog is opened, whereas an
    // imported one has none: flows are exported without them.
    const isUnknown = credentials === undefined && changed !== true;
    if (isUnknown || isEditing(id)) return true;
    const isComplete = neededBy(this).every(
      (name) => credentials?.[name] || credentials?.[`has_${name}`] === true,
    );
    return isComplete || problemText('credentials');
  };
}
