import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { GraphQLError } from 'graphql';
import type { Answer } from '../answer';
import { bearerToken } from '../read-request';
import type { RecordedRequest } from '../request-log';
import { Credentials, type Responder, type Service } from '../service';
import { AccessTokens } from '../tokens';
import { BUILDING_FEATURES, featureRows } from './building-features';
import { BUILDING_INSIGHTS, insightRows } from './building-insights';
import { answerGraphql, errorAnswer, type GraphqlEndpointContext } from './graphql-endpoint';
import {
  createAccount,
  INNERSPACE_DEFAULTS,
  type InnerspaceAccount,
  type InnerspaceOptions,
} from './options';
import { FEATURES_SCHEMA, INSIGHTS_SCHEMA } from './schema';
import { type Selection, selectRows } from './select-rows';
import {
  answerNestedTokenRequest,
  answerSessionRequest,
  answerTokenRequest,
  type TokenEndpointContext,
} from './token-endpoint';

/**
 * A local InnerSpace, with the three generations of its API at two addresses, as
 * the vendor has them. All have one client.
 *
 * At `baseUrl`, v1:
 * - `POST api/rest/oauth/token`: client credentials without a `grant_type`, as
 *   Auth0 answers them; there is no refresh token.
 * - `POST` to the address itself, with or without a slash at its end: GraphQL with
 *   the table `building_features`, the field `broken_feature`, which always
 *   fails, and the mutation `acknowledge_feature`, which counts.
 *
 * At `currentUrl`, v2:
 * - `POST v2/oauth/token`: a session for the client's credentials and an audience.
 * - `POST v2/api` with `X-Session-Id`: GraphQL with the table `BUILDING_INSIGHTS`.
 *
 * and v1.5: the token path of v1, whose answer has the token in `oauth_token`, and the
 * table of v2 at the address itself.
 *
 * The vendor documents the paths and a query for each; the other answers are those of
 * Auth0 and Hasura. Rows depend on themselves and on `Date.now()` alone.
 */
export interface SimulatedInnerspace {
  /** `http://127.0.0.1:<port>/innerspace`. */
  readonly baseUrl: string;
  /** `http://127.0.0.1:<port>/innerspace-current`. */
  readonly currentUrl: string;
  /** The client that it accepts at the moment. */
  readonly account: InnerspaceAccount;
  /** How often `acknowledge_feature` was run. */
  readonly acknowledged: number;
  /** Changes the client. Tokens that were issued stay valid. */
  changeAccount(changes: Partial<InnerspaceAccount>): void;
  /** Revokes every token and ends every session. */
  revokeTokens(): void;
}

const BASE = '/innerspace';
const CURRENT = '/innerspace-current';

/** Sets InnerSpace up. */
export function createInnerspace(options: InnerspaceOptions): Service<SimulatedInnerspace> {
  const settings = { ...INNERSPACE_DEFAULTS, ...options };
  const credentials = new Credentials(createAccount(options.innerspaceAccount));
  const tokens = jwtTokens(settings.innerspaceTokenLifetime, () => credentials.current);
  const sessions = new AccessTokens(settings.innerspaceTokenLifetime, randomUUID);
  let acknowledged = 0;
  const root = {
    building_features: (selection: Selection<(typeof BUILDING_FEATURES.columns)[number]>) =>
      selectRows(featureRows(Date.now()), selection, BUILDING_FEATURES),
    BUILDING_INSIGHTS: (selection: Selection<(typeof BUILDING_INSIGHTS.columns)[number]>) =>
      selectRows(insightRows(Date.now()), selection, BUILDING_INSIGHTS),
    broken_feature() {
      throw new GraphQLError('The feature could not be computed.', {
        extensions: { code: 'unexpected', path: '$' },
      });
    },
    acknowledge_feature: () => ++acknowledged,
  };
  const granting =
    (
      answer: (request: RecordedRequest, context: TokenEndpointContext) => Answer,
      issued: AccessTokens,
    ): Responder =>
    (request) =>
      answer(request, { account: credentials.current, tokens: issued, settings });
  const asking =
    (context: Omit<GraphqlEndpointContext, 'root' | 'settings'>): Responder =>
    (request) =>
      answerGraphql(request, { ...context, root, settings });
  const features = asking({ tokens, tokenOf: tokenIn, schema: FEATURES_SCHEMA });
  const insights = asking({ tokens, tokenOf: tokenIn, schema: INSIGHTS_SCHEMA });
  const unknown: Responder = () => errorAnswer(404, 'not-found', 'resource does not exist');
  return {
    routes: new Map<string, Responder>([
      [`${BASE}/api/rest/oauth/token`, granting(answerTokenRequest, tokens)],
      [BASE, features],
      [`${BASE}/`, features],
      [`${BASE}/*`, unknown],
      [`${CURRENT}/v2/oauth/token`, granting(answerSessionRequest, sessions)],
      [
        `${CURRENT}/v2/api`,
        asking({ tokens: sessions, tokenOf: sessionIn, schema: INSIGHTS_SCHEMA }),
      ],
      [`${CURRENT}/api/rest/oauth/token`, granting(answerNestedTokenRequest, tokens)],
      [CURRENT, insights],
      [`${CURRENT}/`, insights],
      [`${CURRENT}/*`, unknown],
    ]),
    controls: (origin) => ({
      baseUrl: origin + BASE,
      currentUrl: origin + CURRENT,
      get account() {
        return credentials.current;
      },
      get acknowledged() {
        return acknowledged;
      },
      changeAccount: (changes) => credentials.change(changes),
      revokeTokens() {
        tokens.expireAll();
        sessions.expireAll();
      },
    }),
  };
}

function tokenIn({ headers }: RecordedRequest): string | undefined {
  return bearerToken(headers.authorization);
}

function sessionIn({ headers }: RecordedRequest): string | undefined {
  const session = headers['x-session-id'];
  return typeof session === 'string' ? session : undefined;
}

function jwtTokens(lifetime: number, account: () => InnerspaceAccount): AccessTokens {
  const key = randomBytes(32);
  return new AccessTokens(lifetime, () => {
    const { clientId } = account();
    const issued = Math.floor(Date.now() / 1000);
    const claims = { sub: `${clientId}@clients`, iat: issued, exp: issued + lifetime };
    return createJwt({ ...claims, azp: clientId, gty: 'client-credentials' }, key);
  });
}

/** Makes a signed JSON Web Token (RFC 7519) of the given claims that differs from all others. */
function createJwt(claims: Readonly<Record<string, unknown>>, key: Buffer): string {
  const content = [
    { alg: 'HS256', typ: 'JWT' },
    { ...claims, jti: randomUUID() },
  ]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${content}.${createHmac('sha256', key).update(content).digest('base64url')}`;
}
