import { openAccount, type ServiceOptions } from '../auth/account';
import { clientCredentialsGrant } from '../auth/grants';
import { type Client, clientSecretPost } from '../auth/token-request';
import type { TokenContentType } from '../auth/token-response';
import { type GraphqlAnswer, type GraphqlOperation, readGraphql } from '../graphql/graphql';
import { isRepeatable } from '../graphql/is-repeatable';
import { writeJson } from '../http/body';
import type { Caller } from '../http/message';
import { parseBaseUrl } from '../http/url';

export interface InnerspaceOptions extends ServiceOptions, Client {
  /** How the form of a token request is labelled at first. */
  readonly contentType: TokenContentType;
}

export interface GraphqlCall extends Caller, GraphqlOperation {
  /** Milliseconds that this call may take, instead of the client's. */
  readonly timeout?: number | undefined;
}

/** One InnerSpace client (vendor's page "How to authenticate to the InnerSpace API"). */
export interface Innerspace {
  /**
   * Runs a GraphQL operation.
   *
   * @throws {ServiceError} QUERY_FAILED when the answer holds errors and no data.
   */
  query(call: GraphqlCall): Promise<GraphqlAnswer>;
  /** Signs in and runs the smallest query that there is. */
  probe(caller: Caller): Promise<object>;
  /** As `Account.close`. */
  close(reason?: Error): Promise<void>;
}

/** @throws {ServiceError} CONFIG_INVALID */
export function createInnerspace(options: InnerspaceOptions): Innerspace {
  const { clientId, clientSecret, contentType, tokenFile } = options;
  const base = parseBaseUrl(options.baseUrl, options.allowInsecure);
  const url = new URL('api/rest/oauth/token', base);
  const secrets = [url.href, clientId, clientSecret];
  const endpoint = { url, clientAuth: clientSecretPost(options), timeout: options.timeout };
  const account = openAccount(options, {
    kind: 'grants',
    tokenGrant: (send) => clientCredentialsGrant({ ...endpoint, send }, contentType),
    tokenFile: tokenFile && { ...tokenFile, secrets },
  });
  const run: Innerspace['query'] = async ({ query, variables, operationName, ...call }) => {
    const operation = { operationName, variables, query };
    return account.send({
      ...call,
      method: 'POST',
      url: base,
      headers: { 'Content-Type': 'application/json' },
      body: writeJson(operation, 'QUERY_INVALID'),
      timeout: call.timeout ?? options.timeout,
      repeatable: isRepeatable(query),
      operationKey: query,
      read: (answer) => readGraphql(answer, [clientId, clientSecret]),
    });
  };
  return {
    query: run,
    async probe(caller) {
      await run({ ...caller, query: '{ __typename }', variables: {} });
      return {};
    },
    close: (reason) => account.close(reason),
  };
}
