import type { NodeAPI } from 'node-red';
import { queryFailed } from '../../../src/graphql/graphql';
import type { Innerspace } from '../../../src/services/innerspace';
import { findConfig } from '../account/service-node';
import { ASK_TIMEOUT, serveEndpoint, textOf } from './endpoint';
import { INTROSPECTION } from './introspection';

/**
 * `POST innerspace-query/schema` with `{server}`, the id of a deployed account:
 * answers `{schema}`, the data of an introspection query.
 */
export function serveSchema(RED: NodeAPI): void {
  serveEndpoint(RED, 'innerspace-query', 'innerspace-query/schema', async ({ body, signal }) => {
    const config = findConfig<Innerspace>(RED, textOf(body, 'server'), 'innerspace-config');
    if (config === undefined) return undefined;
    const call = { query: INTROSPECTION, variables: {}, timeout: ASK_TIMEOUT, signal };
    const answer = await config.service().query(call);
    if (answer.errors.length > 0) throw queryFailed(answer);
    return { schema: answer.data };
  });
}
