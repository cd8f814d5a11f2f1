import { CATCH, CAUGHT, request } from './support/flow-nodes';
import { testRetries } from './support/retry-suite';
import { useRdpBed } from './support/service-beds';

const ECHO = 'data/echo';

describe('an RDP request that did not get through', () => {
  const { bed, deploy } = useRdpBed();
  testRetries({
    bed,
    deploy: (settings) => deploy([request({ path: ECHO, ...settings }), CATCH, CAUGHT]),
    path: ECHO,
    serverPath: `/rdp/${ECHO}`,
    otherPath: 'api/v1/links/',
  });
});
