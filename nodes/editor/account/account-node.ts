import type { AccountCredentials, AccountSettings } from '../../settings';

/**
 * An `inode-config` as the editor holds it. Its credentials are there once its
 * dialog has been opened; of a stored password the editor knows only that it
 * exists, by a flag such as `has_password`.
 */
export interface AccountNode extends AccountSettings {
  id: string;
  credentials?: Record<string, unknown>;
}

/** The credentials that each type of account needs. */
const CREDENTIALS_OF: Record<AccountSettings['auth'], readonly (keyof AccountCredentials)[]> = {
  token: ['token'],
  oauth2: ['username', 'password', 'clientId', 'clientSecret'],
};

/** The credentials that an account of this type needs; none for a type that is not known yet. */
export function credentialsOf(auth: string): readonly (keyof AccountCredentials)[] {
  return auth === 'token' || auth === 'oauth2' ? CREDENTIALS_OF[auth] : [];
}
