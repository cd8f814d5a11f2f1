import type { AccountCredentials, AccountSettings } from '../../settings';

/** The credentials that each type of account needs. */
const CREDENTIALS_OF: Record<AccountSettings['auth'], readonly (keyof AccountCredentials)[]> = {
  token: ['token'],
  oauth2: ['username', 'password', 'clientId', 'clientSecret'],
};

/** The credentials that an account of this type needs; none for a type that is not known yet. */
export function credentialsOf(auth: string): readonly (keyof AccountCredentials)[] {
  return auth === 'token' || auth === 'oauth2' ? CREDENTIALS_OF[auth] : [];
}

/** The type of account chosen in the open dialog. */
export function chosenAuth(): string {
  return String($('#node-config-input-auth').val() ?? '');
}
