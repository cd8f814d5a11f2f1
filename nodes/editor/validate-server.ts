import { nodeOf } from './node-of';

/** A node with an account, as the editor holds it. */
interface WorkingNode {
  _def: { defaults: { server: { type: string } } };
}

/**
 * Flags an account that is not there, or is of another service, or has mistakes
 * itself. Node-RED looks for the first and the last alone, and says so in these words.
 *
 * @param options the field's label
 */
export function validateServer(
  this: WorkingNode,
  id: string | undefined,
  options: { label?: string },
): true | string {
  const says = (key: string): string =>
    RED._(`validator.errors.${key}`, { prop: options.label ?? '' });
  if (id === undefined || id === '' || id === '_ADD_') return says('missing-required-prop');
  const { _def: definition } = this;
  const account = nodeOf(id);
  if (account.type !== definition.defaults.server.type) return says('missing-config');
  return account.valid === false ? says('invalid-config') : true;
}
