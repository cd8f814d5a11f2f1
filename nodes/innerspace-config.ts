import type { NodeAPI } from 'node-red';
import { createInnerspace, type Innerspace } from '../src/services/innerspace';
import { registerConfigNode } from './lib/account/config-node';
import { readConnection } from './lib/account/connection';
import type { ConfigNodeType } from './lib/account/service-node';
import { serveState } from './lib/admin/serve-state';
import { serveTest } from './lib/admin/serve-test';
import { accountTrials } from './lib/admin/try-account';
import { oneOf, required, text } from './lib/saved-values';
import {
  CONTENT_TYPES,
  GENERATIONS,
  INNERSPACE_BEFORE,
  INNERSPACE_DEFAULTS,
  type InnerspaceCredentials,
  type InnerspaceSettings,
} from './settings';

export default (RED: NodeAPI): void => {
  const configType: ConfigNodeType<InnerspaceSettings, InnerspaceCredentials, Innerspace> = {
    type: 'innerspace-config',
    defaults: INNERSPACE_DEFAULTS,
    before: (saved) => ('generation' in saved ? {} : INNERSPACE_BEFORE),
    addresses: ['baseUrl'],
    credentials: { clientId: { type: 'text' }, clientSecret: { type: 'password' } },
    open: (settings, given, surroundings) =>
      createInnerspace({
        ...readConnection(RED, settings),
        clientId: required('clientId', given.clientId),
        clientSecret: required('clientSecret', given.clientSecret),
        generation: oneOf(GENERATIONS, settings.generation),
        audience: text(settings.audience).trim() || INNERSPACE_DEFAULTS.audience,
        formAsJson: oneOf(CONTENT_TYPES, settings.contentType) === 'json',
        ...surroundings,
      }),
  };
  registerConfigNode(RED, configType);
  serveTest(RED, configType.type, accountTrials(RED, configType));
  serveState(RED, configType.type);
};
