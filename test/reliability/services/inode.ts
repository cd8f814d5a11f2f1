import { account, devices, links } from '../../nodes/support/flow-nodes';
import { markedSecret, marker } from '../marker';
import { CONFIG, type TestedService, TOKEN_LIFE } from './tested-service';

export const INODE: TestedService = {
  name: 'iNode',
  nodes: [links({ server: CONFIG }), devices({ server: CONFIG })],
  config: (settings) => account({ id: CONFIG, ...settings }),
  at: (origin) => ({ baseUrl: `${origin}/api/` }),
  signIns: [{ auth: 'oauth2' }, { auth: 'token' }],
  options: () => ({
    accessTokenLifetime: TOKEN_LIFE,
    account: {
      username: `${marker()}@example.org`,
      password: markedSecret(),
      clientId: marker(),
      clientSecret: marker(),
      token: marker(),
    },
  }),
  simulated: (simulator) => simulator,
  calls: { path: /\/v1\// },
  signIn: { grant: 'password' },
  refusal: 'CREDENTIALS_REJECTED',
};
