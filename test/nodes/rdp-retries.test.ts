import { CATCH, CAUGHT, request } from './support/flow-nodes';
import { testRetries } from './support/retry-suite';
import { useRdpBed } from './support/service-beds';

const LISTS = 'data/watchlists/v1/lists';

describe('an RDP request that did not get through', () => {
  const { bed, deploy } = useRdpBed();
  testRetries({
    bed,
    deploy: (settings) => deploy([request({ path: LISTS, ...settings }), CATCH, CAUGHT]),
    path: LISTS,
    serverPath: `/rdp/${LISTS}`,
    otherPath: 'api/v1/links/',
  });
});
