import type { NodeAPI } from 'node-red';
import { Aborter } from '../../../src/abort';
import { ServiceError } from '../../../src/errors';
import type { Rdp } from '../../../src/services/rdp';
import { isReference, type RdpCredentials } from '../../settings';
import { replacePassword } from '../account/newer-password';
import { findConfig } from '../account/service-node';
import { type NodeReasonKey, nodeReason } from '../reasons';
import { invalid } from '../saved-values';
import { serveEndpoint } from './endpoint';
import type { LimitTest } from './limit-tests';

/**
 * `POST rdp-config/:id/password` with `{oldPassword, newPassword}`: has the
 * service change the password, and answers `{changed: true}`. The runtime uses
 * the new one immediately, also after a restart; Node-RED writes it to the
 * credentials on its disk at the next deploy. On a failure the old one stays
 * where it is.
 *
 * @param limitTest keeps the old password from being guessed
 */
export function servePasswordChange(RED: NodeAPI, limitTest: LimitTest): void {
  serveEndpoint(RED, 'rdp-config', 'rdp-config/:id/password', async ({ id = '', body }) => {
    const find = () => findConfig<Rdp, RdpCredentials>(RED, id, 'rdp-config');
    const stored = (): RdpCredentials => ({ ...RED.nodes.getCredentials(id) });
    const config = find();
    if (config === undefined) return undefined;
    const { oldPassword, newPassword } = assertPasswords(body);
    const { username, password } = stored();
    if (isReference(password)) throw invalid('passwordInEnvironment');
    // Once it is on its way it must come to its end here, also when the browser goes away.
    const { signal } = new Aborter();
    const test = {
      account: id,
      address: config.origins.join(' '),
      credentials: [username, oldPassword],
    };
    await limitTest(test, () =>
      config.service().changePassword({ oldPassword, newPassword }, { signal }),
    );
    // A deploy in the meantime may have put another node in its place, or another user into it.
    const current = find();
    const isSame = stored().username === username && !isReference(stored().password);
    if (current !== undefined && isSame) {
      await replacePassword(RED, current, newPassword);
      await current.reopen();
    }
    return { changed: true };
  });
}

function assertPasswords({ oldPassword, newPassword }: Readonly<Record<string, unknown>>): {
  oldPassword: string;
  newPassword: string;
} {
  if (typeof oldPassword !== 'string' || oldPassword === '') throw missing('oldPassword');
  if (typeof newPassword !== 'string' || newPassword === '') throw missing('newPassword');
  if (isReference(newPassword)) {
    throw new ServiceError('REQUEST_INVALID', { reason: nodeReason('newPasswordReference') });
  }
  return { oldPassword, newPassword };
}

function missing(reason: NodeReasonKey): ServiceError {
  return new ServiceError('CREDENTIALS_MISSING', { reason: nodeReason(reason) });
}
