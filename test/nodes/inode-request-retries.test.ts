import { CATCH, CAUGHT, inodeRequest } from './support/flow-nodes';
import { testRetries } from './support/retry-suite';
import { useTestBed } from './support/test-bed';

describe('an iNode request that did not get through', () => {
  const bed = useTestBed();
  testRetries({
    bed,
    deploy: (settings) =>
      bed.deploy([inodeRequest({ path: 'v1/links/', ...settings }), CATCH, CAUGHT]),
    path: 'v1/links/',
    serverPath: '/api/v1/links/',
    otherPath: 'rdp/data/echo',
  });
});
