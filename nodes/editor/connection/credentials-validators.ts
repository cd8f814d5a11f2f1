import { type Validator, validator } from '../validator';
import type { ConfigNode } from './config-node';
import { isEditing } from './edited-dialog';

/**
 * Flags a node that lacks credentials. In the open dialog the fields say so
 * themselves; Node-RED validates credentials nowhere else.
 *
 * @param neededFor the credentials that a value of the validated field makes necessary
 * @param absent the value of a node that lacks the field
 */
export function credentialsComplete(
  neededFor: (value: string) => readonly string[],
  absent = '',
): Validator<ConfigNode> {
  const complete = validator<ConfigNode>((value, { id, credentials, changed }) => {
    // Of a deployed account the editor knows none before its dialog is opened, whereas an
    // imported one has none: flows are exported without them.
    const isUnknown = credentials === undefined && changed !== true;
    if (isUnknown || isEditing(id)) return undefined;
    const isComplete = neededFor(value).every(
      (name) => credentials?.[name] || credentials?.[`has_${name}`] === true,
    );
    return isComplete ? undefined : 'credentials';
  });
  return function (this: ConfigNode, value, options) {
    return complete.call(this, value ?? absent, options);
  };
}

/** Flags an empty credential in the open dialog, where it is needed. */
export function credentialRequired(isNeeded = (): boolean => true): Validator<ConfigNode> {
  return validator((value) => (value === '' && isNeeded() ? 'required' : undefined));
}
