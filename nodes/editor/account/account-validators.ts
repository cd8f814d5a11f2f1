import type { AccountCredentials } from '../../settings';
import { validator } from '../validator';
import { type AccountNode, credentialsOf } from './account-node';
import { allowsInsecure, chosenAuth, isEditing } from './edited-account';
import { isUnprotected } from './is-unprotected';
import { isServiceAddress } from './service-address';

/** Which values the fields of an account take. */
export const accountValidators = {
  baseUrl: validator<AccountNode>((value, account) => {
    if (!isServiceAddress(value)) return 'baseUrl';
    return isUnprotected(value) && !allowsInsecure(account) ? 'insecure' : undefined;
  }),

  timeout: validator<AccountNode>((value) =>
    value !== '' && Number(value) > 0 && Number.isFinite(Number(value)) ? undefined : 'timeout',
  ),

  retries: validator<AccountNode>((value) => (/^\d+$/.test(value) ? undefined : 'retries')),

  /**
   * Flags an account that lacks credentials of its type. In the open dialog
   * the fields say so themselves; Node-RED validates credentials nowhere else.
   */
  auth: validator<AccountNode>((value, { id, credentials }) => {
    if (credentials === undefined || isEditing(id)) return undefined;
    const complete = credentialsOf(value).every(
      (name) => credentials[name] || credentials[`has_${name}`] === true,
    );
    return complete ? undefined : 'credentials';
  }),

  username: required('username'),
  password: required('password'),
  clientId: required('clientId'),
  clientSecret: required('clientSecret'),
  token: required('token'),
};

function required(name: keyof AccountCredentials) {
  return validator<AccountNode>((value) =>
    value === '' && credentialsOf(chosenAuth()).includes(name) ? 'required' : undefined,
  );
}
