import type { NodeAPI } from 'node-red';
import { queryFailed } from '../src/http/graphql';
import type { Innerspace } from '../src/services/innerspace';
import { serveSchema } from './lib/dialog/serve-schema';
import { measure } from './lib/measure';
import { propertyAt } from './lib/property-at';
import { readOperation } from './lib/request/graphql-operation';
import { readRequestTimeout } from './lib/request-timeout';
import { registerWorkingNode } from './lib/working-node';
import { GRAPHQL_DEFAULTS, type GraphqlSettings } from './settings';

export = (RED: NodeAPI): void => {
  registerWorkingNode<GraphqlSettings, Innerspace>(RED, {
    type: 'innerspace-query',
    configType: 'innerspace-config',
    defaults: GRAPHQL_DEFAULTS,
    async run({ node, settings, service, msg, send, translate, ...job }) {
      const { caller, result } = measure(job.caller);
      const operation = await readOperation(RED, node, settings, msg);
      const timeout = readRequestTimeout(node, translate, msg);
      const { data, errors } = await service.query({ ...caller, ...operation, timeout });
      if (errors.length > 0 && !settings.partial) throw queryFailed(errors);
      const payload = propertyAt(RED, data, settings.path);
      const { operationName } = operation;
      const innerspace = { operationName, ...result(), ...(errors.length > 0 && { errors }) };
      send(Object.assign(msg, { payload, innerspace }));
      return translate('status.answered');
    },
  });
  serveSchema(RED);
};
