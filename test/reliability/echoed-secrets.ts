import type { AnswerFault, FaultFilter } from '../../simulator/index';
import { TOKEN_ENDPOINT } from './count-requests';
import * as pages from './echo-pages';
import type { Scenario, Start } from './fault-case';
import { secretsOf } from './secrets';
import { INNERSPACE } from './services/innerspace';
import { INODE } from './services/inode';
import { RDP } from './services/rdp';
import type { TestedService } from './services/tested-service';

/** An answer that repeats what nobody should see. */
export interface EchoedSecret extends Scenario {
  readonly name: string;
  readonly start: Start;
}

type Echo = (
  name: string,
  status: number,
  page: pages.EchoPage,
  sees: Scenario['sees'],
) => EchoedSecret;

/** What any service, or a page between here and there, may repeat. */
function echoesOfAny({ calls, signIn, refusal }: TestedService): EchoedSecret[] {
  const call = echoes('a call', 'signed in', calls);
  const signsIn = echoes('a sign-in', 'fresh', signIn);
  return [
    call('in JSON', 400, pages.inJson, 'HTTP_ERROR'),
    call('in JSON', 401, pages.inJson, 'UNAUTHORIZED'),
    call('in JSON', 403, pages.inJson, 'FORBIDDEN'),
    call('in HTML', 404, pages.inHtml, 'NOT_FOUND'),
    call('in headers', 429, pages.inHeaders, 'RATE_LIMITED'),
    call('in HTML', 500, pages.inHtml, 'SERVER_ERROR'),
    call('in headers', 503, pages.inHeaders, 'SERVER_ERROR'),
    call('in HTML', 200, pages.inHtml, 'ANSWER_INVALID'),
    call('in JSON', 418, pages.inJson, 'HTTP_ERROR'),
    call('as damaged gzip', 200, pages.asGzip, 'ANSWER_INVALID'),
    call('as a redirect', 302, pages.asLocation, 'REDIRECT_REFUSED'),
    call('as a malformed redirect', 302, pages.asMalformedLocation, 'REDIRECT_REFUSED'),
    signsIn('as a description', 400, pages.asDescription, refusal),
    signsIn('as an error code', 400, pages.asErrorCode, 'SIGN_IN_FAILED'),
    signsIn(
      'in JSON',
      401,
      pages.inJson,
      refusal === 'CLIENT_REJECTED' ? refusal : 'SIGN_IN_FAILED',
    ),
    signsIn('in HTML', 403, pages.inHtml, 'SIGN_IN_FAILED'),
    signsIn('in headers', 429, pages.inHeaders, 'RATE_LIMITED'),
    signsIn('in HTML', 500, pages.inHtml, 'SERVER_ERROR'),
    signsIn('in JSON', 200, pages.inJson, 'SIGN_IN_FAILED'),
    signsIn('in HTML', 200, pages.inHtml, 'SIGN_IN_FAILED'),
    signsIn('in headers', 200, pages.inHeaders, 'SIGN_IN_FAILED'),
    signsIn('as a token type', 200, pages.asTokenType, 'SIGN_IN_FAILED'),
    signsIn('as a token that is none', 200, pages.asToken, 'SIGN_IN_FAILED'),
    signsIn('in JSON', 404, pages.inJson, 'SIGN_IN_FAILED'),
    signsIn('in JSON', 418, pages.inJson, 'SIGN_IN_FAILED'),
    signsIn('in headers', 503, pages.inHeaders, 'SERVER_ERROR'),
    signsIn('as damaged gzip', 200, pages.asGzip, 'SIGN_IN_FAILED'),
    signsIn('as a redirect', 307, pages.asLocation, 'REDIRECT_REFUSED'),
    signsIn('as a malformed redirect', 307, pages.asMalformedLocation, 'REDIRECT_REFUSED'),
  ];
}

function echoesOfInode(): EchoedSecret[] {
  const call = echoes('a call', 'signed in', INODE.calls);
  return [
    {
      ...call('in JSON to an API token', 401, pages.inJson, 'TOKEN_REJECTED'),
      settings: { auth: 'token' },
    },
    call('in JSON', 200, pages.inJson, 'ANSWER_INVALID'),
    call('in headers', 200, pages.inHeaders, 'ANSWER_INVALID'),
    call('as results', 200, pages.asResults, 'ANSWER_INVALID'),
    call('as the next page', 200, pages.asNextPage, 'PAGING_INVALID'),
  ];
}

function echoesOfInnerspace(): EchoedSecret[] {
  const call = echoes('a query', 'signed in', INNERSPACE.calls);
  return [
    call('in JSON', 200, pages.inJson, 'ANSWER_INVALID'),
    call('in headers', 200, pages.inHeaders, 'ANSWER_INVALID'),
    call('as errors', 200, pages.asGraphqlErrors, 'QUERY_FAILED'),
    call('as errors', 400, pages.asGraphqlErrors, 'QUERY_FAILED'),
    call('as errors beside data', 200, pages.asErrorsBesideData, 'QUERY_FAILED'),
  ];
}

function echoesOfRefreshes(): EchoedSecret[] {
  const refresh = echoes('a refresh', 'expired', { grant: 'refresh_token' });
  return [
    refresh('as a description, then all is well', 400, pages.asDescription, 'the answer'),
    refresh('in HTML', 500, pages.inHtml, 'SERVER_ERROR'),
    refresh('in JSON', 200, pages.inJson, 'SIGN_IN_FAILED'),
    echoes('a refresh and the sign-in after it', 'expired', { path: TOKEN_ENDPOINT })(
      'as a description',
      400,
      pages.asDescription,
      'CREDENTIALS_REJECTED',
    ),
  ];
}

/** Seconds after which an account asks again, whatever the answer was. */
const HOURS = 12 * 3_600;

/** Scripts pages for the requests that the filter admits. */
function echoes(what: string, start: Start, on: FaultFilter): Echo {
  return (name, status, page, sees) => ({
    rests: HOURS,
    name: `${what}, ${status} ${name}`,
    start,
    cause: (rig) => {
      const { requests, faults } = rig.bed.simulator;
      const answer = page({
        secrets: secretsOf(rig),
        credentials: Object.values(rig.account).map(String),
        authorization: requests.at(-1)?.headers.authorization ?? '',
        form: new URLSearchParams({ ...rig.account }).toString(),
      });
      const fault: AnswerFault = { kind: 'answer', status, ...answer };
      faults.add({ on, fault, times: Number.POSITIVE_INFINITY });
    },
    sees,
  });
}

/** Answers of each service that repeat all that it knows. */
export const ECHOED_SECRETS: ReadonlyMap<TestedService, readonly EchoedSecret[]> = new Map([
  [INODE, [...echoesOfAny(INODE), ...echoesOfInode(), ...echoesOfRefreshes()]],
  [INNERSPACE, [...echoesOfAny(INNERSPACE), ...echoesOfInnerspace()]],
  [RDP, [...echoesOfAny(RDP), ...echoesOfRefreshes()]],
]);
