import { innerspace, query } from '../../nodes/support/flow-nodes';
import { marker } from '../marker';
import { CONFIG, type TestedService, TOKEN_LIFE } from './tested-service';

const FEATURES = '{ building_features(limit: 10) { building_id feature_value } }';

export const INNERSPACE: TestedService = {
  name: 'InnerSpace',
  nodes: [
    query({ server: CONFIG, query: FEATURES }),
    query({ id: 'mutation', server: CONFIG, query: 'mutation { acknowledge_feature }' }),
  ],
  config: (settings) => innerspace({ id: CONFIG, ...settings }),
  at: (origin) => ({ baseUrl: `${origin}/innerspace` }),
  signIns: [{}],
  options: () => ({
    innerspaceTokenLifetime: TOKEN_LIFE,
    innerspaceAccount: { clientId: marker(), clientSecret: marker() },
  }),
  simulated: (simulator) => simulator.innerspace,
  calls: { path: '/innerspace/' },
  signIn: { path: '/innerspace/api/rest/oauth/token' },
  refusal: 'CLIENT_REJECTED',
};
