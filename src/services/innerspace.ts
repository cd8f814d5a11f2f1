import { type Account, type AccountState, openAccount, type ServiceOptions } from '../auth/account';
import { bearer, type Proof } from '../auth/authorize';
import { type ClientGrant, clientCredentialsGrant } from '../auth/grants';
import { type Client, clientSecretPost } from '../auth/token-request';
import {
  isHeaderSafe,
  readGranted,
  readTokenAnswer,
  type TokenAnswer,
  tokensIn,
  unusable,
} from '../auth/token-response';
import { ServiceError } from '../errors';
import { type GraphqlAnswer, type GraphqlOperation, readGraphql } from '../graphql/graphql';
import { isRepeatable } from '../graphql/is-repeatable';
import { writeJson } from '../http/body';
import type { Caller, HttpAnswer } from '../http/message';
import { parseBaseUrl } from '../http/url';
import { asRecord } from '../json-value';
import { because } from '../reasons';

/** The generations of the vendor's API, newest first. */
const GENERATIONS = ['v2', 'v1.5', 'v1'] as const;

export type Generation = (typeof GENERATIONS)[number];

export interface InnerspaceOptions extends ServiceOptions, Client {
  readonly generation: Generation;
  /** What v2 wants to know beside the client's credentials: for which API the session is. */
  readonly audience: string;
  /** Whether v1 is first asked for a token with a form that calls itself JSON, as the vendor's page does. */
  readonly formAsJson: boolean;
}

export interface GraphqlCall extends Caller, GraphqlOperation {
  /** Milliseconds that this call may take, instead of the client's. */
  readonly timeout?: number | undefined;
}

/** One InnerSpace client (vendor's pages "Authentication", v1, and "Authentication (v2)"). */
export interface Innerspace {
  /**
   * Runs a GraphQL operation.
   *
   * @throws {ServiceError} QUERY_FAILED when the answer holds errors and no data.
   */
  query(call: GraphqlCall): Promise<GraphqlAnswer>;
  /**
   * Signs in and runs the smallest query that there is.
   *
   * @throws {ServiceError} CONFIG_INVALID where the address speaks another generation.
   */
  probe(caller: Caller): Promise<object>;
  state(): AccountState;
  /** As `Account.close`. */
  close(reason?: Error): Promise<void>;
}

/** How one generation is signed in to and asked. */
interface Protocol {
  /** Below the base URL. */
  readonly tokenPath: string;
  readonly queryPath: string;
  readonly grantOf: (options: InnerspaceOptions) => ClientGrant;
  /** Reads what the token endpoint grants. */
  readonly read: (answer: HttpAnswer) => Promise<TokenAnswer>;
  readonly proof: Proof;
}

const PROTOCOLS: Readonly<Record<Generation, Protocol>> = {
  v1: {
    tokenPath: 'api/rest/oauth/token',
    queryPath: '',
    grantOf: ({ formAsJson }) => ({
      encodings: formAsJson ? ['formAsJson', 'form'] : ['form', 'formAsJson'],
    }),
    read: readTokenAnswer,
    proof: bearer,
  },
  'v1.5': {
    tokenPath: 'api/rest/oauth/token',
    queryPath: '',
    grantOf: () => ({ encodings: ['json', 'form'] }),
    read: async (answer) =>
      tokensIn(asRecord((await readGranted(answer)).oauth_token), answer.status),
    proof: bearer,
  },
  v2: {
    tokenPath: 'v2/oauth/token',
    queryPath: 'v2/api',
    grantOf: ({ audience }) => ({ encodings: ['json'], fields: { audience } }),
    read: async (answer) => {
      const { session_id: session } = await readGranted(answer);
      if (typeof session !== 'string' || !isHeaderSafe(session)) {
        throw unusable(because('noSession'), answer.status);
      }
      // Its life is not reported: it is used until the service refuses it.
      return { accessToken: session, refreshToken: undefined, expiresIn: undefined };
    },
    proof: (session) => ({ 'X-Session-Id': session }),
  },
};

/** @throws {ServiceError} CONFIG_INVALID */
export function createInnerspace(options: InnerspaceOptions): Innerspace {
  const { clientId, clientSecret, generation } = options;
  const base = parseBaseUrl(options.baseUrl, options.allowInsecure);
  const account = openInnerspaceAccount(base, options);
  const run: Innerspace['query'] = async ({ query, variables, operationName, ...call }) => {
    const operation = { operationName, variables, query };
    return account.send({
      ...call,
      method: 'POST',
      url: new URL(PROTOCOLS[generation].queryPath, base),
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
      try {
        await run({ ...caller, query: '{ __typename }', variables: {} });
        return {};
      } catch (error) {
        const spoken = await findGeneration(base, options, error, caller);
        if (spoken === undefined) throw error;
        const reason = because('generationOther', { generation: spoken });
        throw new ServiceError('CONFIG_INVALID', { reason });
      }
    },
    state: () => account.state(),
    close: (reason) => account.close(reason),
  };
}

function openInnerspaceAccount(base: URL, options: InnerspaceOptions): Account {
  const { clientId, clientSecret, timeout, tokenFile } = options;
  const { tokenPath, grantOf, read, proof } = PROTOCOLS[options.generation];
  const url = new URL(tokenPath, base);
  const endpoint = { url, clientAuth: clientSecretPost(options), timeout, read };
  const grant = grantOf(options);
  const secrets = [url.href, clientId, clientSecret, ...Object.values(grant.fields ?? {})];
  return openAccount(options, {
    kind: 'grants',
    tokenGrant: (send) => clientCredentialsGrant({ ...endpoint, send }, grant),
    proof,
    tokenFile: tokenFile && { ...tokenFile, secrets },
  });
}

/** What a wrong generation may look like: no such endpoint, or one that makes nothing of the request. */
const WRONG_GENERATION: ReadonlySet<string> = new Set([
  'SIGN_IN_FAILED',
  'CLIENT_REJECTED',
  'NOT_FOUND',
  'HTTP_ERROR',
]);

/**
 * The generation that a base URL speaks, where it is not the chosen one: the newest
 * that grants a token there. Where none does, the newest whose token endpoint knows
 * what it was asked for, while that of the chosen one does not exist.
 *
 * @param error how the chosen one failed
 */
async function findGeneration(
  base: URL,
  options: InnerspaceOptions,
  error: unknown,
  caller: Caller,
): Promise<Generation | undefined> {
  if (!(error instanceof ServiceError) || !WRONG_GENERATION.has(error.code)) return undefined;
  let rejecting: Generation | undefined;
  for (const generation of GENERATIONS.filter((each) => each !== options.generation)) {
    const other = { ...options, generation, retries: 0, tokenFile: undefined };
    const account = openInnerspaceAccount(base, other);
    try {
      await account.signIn(caller);
      return generation;
    } catch (failure) {
      caller.signal.throwIfAborted();
      if (isRejected(failure)) rejecting ??= generation;
    } finally {
      await account.close();
    }
  }
  return isMissing(error) ? rejecting : undefined;
}

function isRejected(error: unknown): boolean {
  return error instanceof ServiceError && error.code === 'CLIENT_REJECTED';
}

/** A gateway may answer 403 to a path that it does not know. */
function isMissing({ code, facts: { statusCode }, marks }: ServiceError): boolean {
  return (
    code === 'NOT_FOUND' ||
    statusCode === 404 ||
    statusCode === 405 ||
    statusCode === 410 ||
    (statusCode === 403 && marks.oauthError === undefined)
  );
}
