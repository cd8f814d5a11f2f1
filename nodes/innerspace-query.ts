import type { NodeAPI } from 'node-red';
import { errorFacts, queryFailed } from '../src/graphql/graphql';
import type { Innerspace } from '../src/services/innerspace';
import { registerWorkingNode } from './lib/account/working-node';
import { serveSchema } from './lib/admin/serve-schema';
import { measure } from './lib/measure';
import { propertyAt } from './lib/property-path';
import { readOperation } from './lib/request/graphql-operation';
import { readRequestTimeout } from './lib/request-timeout';
import { flag, text } from './lib/saved-values';
import { GRAPHQL_DEFAULTS, type GraphqlSettings } from './settings';

export default (RED: NodeAPI): void => {
  registerWorkingNode<GraphqlSettings, Innerspace>(RED, {
    type: 'innerspace-query',
    configType: 'innerspace-config',
    defaults: GRAPHQL_DEFAULTS,
    async run({ node, settings, service, msg, send, translate, ...job }) {
      const { caller, result } = measure(job.caller);
      const [path, partial] = [text(settings.path).trim(), flag(settings.partial)];
      const operation = await readOperation(RED, node, settings, msg);
      const timeout = readRequestTimeout(node, translate, msg);
      const answer = await service.query({ ...caller, ...operation, timeout });
      if (answer.errors.length > 0 && !partial) throw queryFailed(answer);
      const payload = propertyAt(RED, answer.data, path);
      const { operationName } = operation;
      const innerspace = { operationName, ...result(), ...errorFacts(answer) };
      await caller.ready;
      send(Object.assign(msg, { payload, innerspace }));
      return translate('status.answered');
    },
  });
  serveSchema(RED);
};
