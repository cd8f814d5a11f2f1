import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { GraphQLError } from 'graphql';
import { Credentials, type Responder, type Service } from '../service';
import { AccessTokens } from '../tokens';
import { featureRows, type Selection, selectRows } from './building-features';
import { answerGraphql, errorAnswer } from './graphql-endpoint';
import {
  createAccount,
  INNERSPACE_DEFAULTS,
  type InnerspaceAccount,
  type InnerspaceOptions,
} from './options';
import { answerTokenRequest } from './token-endpoint';

/**
 * A local InnerSpace.
 *
 * - `POST api/rest/oauth/token`: client credentials without a `grant_type`, as
 *   Auth0 answers them; there is no refresh token.
 * - `POST` to the base URL, with or without a slash at its end: GraphQL with
 *   the table `building_features`, the field `broken_feature`, which always
 *   fails, and the mutation `acknowledge_feature`, which counts.
 *
 * The vendor documents the two paths and one query; the answers are those of
 * Auth0 and Hasura. Rows depend on themselves and on `Date.now()` alone.
 */
export interface SimulatedInnerspace {
  /** `http://127.0.0.1:<port>/innerspace`. */
  readonly baseUrl: string;
  /** The client that it accepts at the moment. */
  readonly account: InnerspaceAccount;
  /** How often `acknowledge_feature` was run. */
  readonly acknowledged: number;
  /** Changes the client. Tokens that were issued stay valid. */
  changeAccount(changes: Partial<InnerspaceAccount>): void;
  /** Lets every token expire at once. */
  revokeTokens(): void;
}

const BASE = '/innerspace';

/** Sets InnerSpace up. */
export function createInnerspace(options: InnerspaceOptions): Service<SimulatedInnerspace> {
  const settings = { ...INNERSPACE_DEFAULTS, ...options };
  const credentials = new Credentials(createAccount(options.innerspaceAccount));
  const tokens = jwtTokens(settings.innerspaceTokenLifetime, () => credentials.current);
  let acknowledged = 0;
  const root = {
    building_features: (selection: Selection) => selectRows(featureRows(Date.now()), selection),
    broken_feature() {
      throw new GraphQLError('The feature could not be computed.', {
        extensions: { code: 'unexpected', path: '$' },
      });
    },
    acknowledge_feature: () => ++acknowledged,
  };
  const graphql: Responder = (request) => answerGraphql(request, { tokens, root, settings });
  return {
    routes: new Map<string, Responder>([
      [
        `${BASE}/api/rest/oauth/token`,
        (request) =>
          answerTokenRequest(request, { account: credentials.current, tokens, settings }),
      ],
      [BASE, graphql],
      [`${BASE}/`, graphql],
      [`${BASE}/*`, () => errorAnswer(404, 'not-found', 'resource does not exist')],
    ]),
    controls: (origin) => ({
      baseUrl: origin + BASE,
      get account() {
        return credentials.current;
      },
      get acknowledged() {
        return acknowledged;
      },
      changeAccount: (changes) => credentials.change(changes),
      revokeTokens: () => tokens.expireAll(),
    }),
  };
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
