import helper from 'node-red-node-test-helper';
import { apiKeyCases } from './cases/api-key';
import { listCases } from './cases/lists';
import { refusalCases } from './cases/refusals';
import { sessionFirstCases } from './cases/session-first';
import { throttlingCases } from './cases/throttling';
import { tokenLifeCases } from './cases/token-life';
import { NODE_RED } from './node-red';
import { stackMissing } from './stack';

describe('the nodes on Django, Django REST Framework and django-oauth-toolkit', function () {
  this.timeout(20_000);

  before(function () {
    const missing = stackMissing();
    if (missing !== undefined) {
      process.stdout.write(`skipped: ${missing}\n`);
      this.skip();
    }
    helper.init(NODE_RED);
  });

  tokenLifeCases();
  refusalCases();
  listCases();
  apiKeyCases();
  sessionFirstCases();
  throttlingCases();
});
