import type { NodeAPI } from 'node-red';
import { queryFailed } from '../../src/http/graphql';
import type { Innerspace } from '../../src/services/innerspace';
import { serveDialog } from './serve-dialog';
import { INTROSPECTION } from './introspection';
import { findConfig } from './config-node';

/** Milliseconds that somebody in front of a dialog may have to wait. */
const TIMEOUT = 15_000;

/**
 * `POST innerspace-query/schema` with `{server}`, the id of a deployed account:
 * answers `{schema}`, the data of an introspection, or `{problem}` in words.
 */
export function serveSchema(RED: NodeAPI): void {
  serveDialog(RED, 'innerspace-query', 'innerspace-query/schema', async ({ body, signal }) => {
    const config = findConfig<Innerspace>(RED, String(body.server), 'innerspace-config');
    if (config === undefined) return undefined;
    const call = { query: INTROSPECTION, variables: {}, timeout: TIMEOUT, signal };
    const { data, errors } = await config.service().query(call);
    if (errors.length > 0) throw queryFailed(errors);
    return { schema: data };
  });
}
