import { rdp, request } from '../../nodes/support/flow-nodes';
import { markedSecret, marker } from '../marker';
import { CONFIG, type TestedService, TOKEN_LIFE } from './tested-service';

/** The path of a time series; another program of the user may read it as well. */
export const SERIES = 'data/historical-pricing/v1/views/interday-summaries/VOD.L';

const STORED = { method: 'POST', path: 'data/echo' } as const;

export const RDP: TestedService = {
  name: 'RDP',
  nodes: [
    request({ server: CONFIG, path: SERIES, answer: 'json' }),
    request({
      id: 'post',
      server: CONFIG,
      ...STORED,
      answer: 'json',
      bodyType: 'json',
      body: '{"name": "mine"}',
    }),
  ],
  config: (settings) => rdp({ id: CONFIG, ...settings }),
  at: (origin) => ({
    baseUrl: `${origin}/rdp/`,
    tokenUrl: `${origin}/rdp/auth/oauth2/v1/token`,
  }),
  signIns: [{}],
  options: () => ({
    rdpTokenLifetime: TOKEN_LIFE,
    rdpAccount: {
      username: `GE-A-${marker()}`,
      password: markedSecret(),
      clientId: marker(),
      clientSecret: marker(),
    },
  }),
  simulated: (simulator) => simulator.rdp,
  calls: { path: /\/data\// },
  signIn: { grant: 'password' },
  refusal: 'CREDENTIALS_REJECTED',
};
