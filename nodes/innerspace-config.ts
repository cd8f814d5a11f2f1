import type { NodeAPI } from 'node-red';
import { createInnerspace, type Innerspace } from '../src/services/innerspace';
import { registerConfigNode } from './lib/account/config-node';
import { readConnection } from './lib/account/connection';
import { oneOf, required } from './lib/saved-values';
import {
  CONTENT_TYPES,
  INNERSPACE_DEFAULTS,
  type InnerspaceCredentials,
  type InnerspaceSettings,
} from './settings';

export = (RED: NodeAPI): void =>
  registerConfigNode<InnerspaceSettings, InnerspaceCredentials, Innerspace>(RED, {
    type: 'innerspace-config',
    defaults: INNERSPACE_DEFAULTS,
    addresses: ['baseUrl'],
    credentials: { clientId: { type: 'text' }, clientSecret: { type: 'password' } },
    open: (settings, given, surroundings) =>
      createInnerspace({
        ...readConnection(RED, settings),
        clientId: required('clientId', given.clientId),
        clientSecret: required('clientSecret', given.clientSecret),
        contentType:
          oneOf(CONTENT_TYPES, settings.contentType) === 'json'
            ? 'application/json'
            : 'application/x-www-form-urlencoded',
        ...surroundings,
      }),
  });
