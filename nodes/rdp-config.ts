import type { NodeAPI } from 'node-red';
import { createRdp, type Rdp } from '../src/services/rdp';
import { registerConfigNode } from './lib/account/config-node';
import { readConnection } from './lib/account/connection';
import { takeNewerPassword } from './lib/account/newer-password';
import type { ConfigNodeType } from './lib/account/service-node';
import { limitTests } from './lib/admin/limit-tests';
import { servePasswordChange } from './lib/admin/serve-password-change';
import { serveState } from './lib/admin/serve-state';
import { serveTest } from './lib/admin/serve-test';
import { accountTrials } from './lib/admin/try-account';
import { credential, flag, required, text } from './lib/saved-values';
import { RDP_DEFAULTS, type RdpCredentials, type RdpSettings } from './settings';

export default (RED: NodeAPI): void => {
  const configType: ConfigNodeType<RdpSettings, RdpCredentials, Rdp> = {
    type: 'rdp-config',
    defaults: RDP_DEFAULTS,
    addresses: ['baseUrl', 'tokenUrl'],
    credentials: {
      username: { type: 'text' },
      password: { type: 'password' },
      // An App Key, which the platform wants kept private.
      clientId: { type: 'password' },
      clientSecret: { type: 'password' },
    },
    open: (settings, given, surroundings) =>
      createRdp({
        ...readConnection(RED, settings),
        tokenUrl: text(settings.tokenUrl),
        scope: text(settings.scope).trim(),
        takeExclusiveSignOnControl: flag(settings.takeExclusiveSignOnControl),
        username: required('username', given.username),
        password: required('password', given.password),
        clientId: required('clientId', given.clientId),
        clientSecret: credential('clientSecret', given.clientSecret),
        ...surroundings,
      }),
    hasSessions: true,
    created: (node) => takeNewerPassword(RED, node),
  };
  registerConfigNode(RED, configType);
  // Who guesses a password may do so in either way.
  const limitTest = limitTests();
  serveTest(RED, configType.type, accountTrials(RED, configType, limitTest));
  serveState(RED, configType.type);
  servePasswordChange(RED, limitTest);
};
