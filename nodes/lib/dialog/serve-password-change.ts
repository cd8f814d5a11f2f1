import type { NodeAPI } from 'node-red';
import { ServiceError } from '../../../src/errors';
import { Reason, type ReasonKey } from '../../../src/reasons';
import type { Rdp } from '../../../src/services/rdp';
import { type RdpCredentials, referencedVariable } from '../../settings';
import { findConfig } from '../account/service-node';
import { invalid } from '../saved-values';
import { serveDialog } from './serve-dialog';

/**
 * `POST rdp-config/:id/password` with `{oldPassword, newPassword}`: has the
 * service change the password, and answers `{changed: true}`. The runtime goes
 * on with the new one at once; Node-RED writes it to the disk at the next
 * deploy. On a failure the old one stays where it is.
 */
export function servePasswordChange(RED: NodeAPI): void {
  serveDialog(RED, 'rdp-config', 'rdp-config/:id/password', async ({ id = '', body }) => {
    const config = findConfig<Rdp, RdpCredentials>(RED, id, 'rdp-config');
    if (config === undefined) return undefined;
    const { oldPassword, newPassword } = assertPasswords(body);
    const stored: RdpCredentials = { ...RED.nodes.getCredentials(id) };
    if (referencedVariable(stored.password) !== undefined) throw invalid('passwordInEnvironment');
    // Once it is on its way it must come to its end here, also when the browser goes away.
    const { signal } = new AbortController();
    await config.service().changePassword({ oldPassword, newPassword }, { signal });
    await RED.nodes.addCredentials(id, { ...stored, password: newPassword });
    config.credentials.password = newPassword;
    await config.reopen();
    return { changed: true };
  });
}

function assertPasswords({ oldPassword, newPassword }: Readonly<Record<string, unknown>>): {
  oldPassword: string;
  newPassword: string;
} {
  if (typeof oldPassword !== 'string' || oldPassword === '') throw missing('oldPassword');
  if (typeof newPassword !== 'string' || newPassword === '') throw missing('newPassword');
  return { oldPassword, newPassword };
}

function missing(reason: ReasonKey): ServiceError {
  return new ServiceError('CREDENTIALS_MISSING', { reason: new Reason(reason) });
}
