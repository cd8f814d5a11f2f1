import type { AnswerFault, FaultFilter } from '../../simulator/index';
import type { Mishap, Start } from './fault-case';
import { secretsOf } from './secrets';
import { INNERSPACE } from './services/innerspace';
import { INODE } from './services/inode';
import { RDP } from './services/rdp';
import type { TestedService } from './services/tested-service';
import * as tales from './tales';

/** An answer that repeats what nobody should see. */
export interface Gossip extends Mishap {
  readonly name: string;
  readonly start: Start;
}

type Tell = (name: string, status: number, tale: tales.Tale, sees: Mishap['sees']) => Gossip;

/** What any service, or a page between here and there, may repeat. */
function gossipOfAny({ calls, signIn, refusal }: TestedService): Gossip[] {
  const call = teller('a call', 'signed in', calls);
  const tell = teller('a sign-in', 'fresh', signIn);
  const refused: Tell = (...told) => ({ ...tell(...told), coolsFor: 60 });
  return [
    call('in JSON', 400, tales.inJson, 'HTTP_ERROR'),
    call('in JSON', 401, tales.inJson, 'UNAUTHORIZED'),
    call('in JSON', 403, tales.inJson, 'FORBIDDEN'),
    call('in HTML', 404, tales.inHtml, 'NOT_FOUND'),
    call('in headers', 429, tales.inHeaders, 'RATE_LIMITED'),
    call('in HTML', 500, tales.inHtml, 'SERVER_ERROR'),
    call('in headers', 503, tales.inHeaders, 'SERVER_ERROR'),
    call('in HTML', 200, tales.inHtml, 'ANSWER_INVALID'),
    call('as a redirect', 302, tales.asLocation, 'REDIRECT_REFUSED'),
    refused('as a description', 400, tales.asDescription, refusal),
    refused('as an error code', 400, tales.asErrorCode, 'SIGN_IN_FAILED'),
    refused('in JSON', 401, tales.inJson, refusal),
    refused('in HTML', 403, tales.inHtml, 'SIGN_IN_FAILED'),
    refused('in headers', 429, tales.inHeaders, 'RATE_LIMITED'),
    tell('in HTML', 500, tales.inHtml, 'SERVER_ERROR'),
    tell('in JSON', 200, tales.inJson, 'SIGN_IN_FAILED'),
    tell('in HTML', 200, tales.inHtml, 'SIGN_IN_FAILED'),
    tell('in headers', 200, tales.inHeaders, 'SIGN_IN_FAILED'),
    tell('as a token type', 200, tales.asTokenType, 'SIGN_IN_FAILED'),
    tell('as a token that is none', 200, tales.asToken, 'SIGN_IN_FAILED'),
    tell('as a redirect', 307, tales.asLocation, 'REDIRECT_REFUSED'),
  ];
}

function gossipOfInode(): Gossip[] {
  const call = teller('a call', 'signed in', INODE.calls);
  return [
    {
      ...call('in JSON to an API token', 401, tales.inJson, 'TOKEN_REJECTED'),
      settings: { auth: 'token' },
    },
    call('in JSON', 200, tales.inJson, 'ANSWER_INVALID'),
    call('in headers', 200, tales.inHeaders, 'ANSWER_INVALID'),
    call('as the next page', 200, tales.asNextPage, 'PAGING_INVALID'),
  ];
}

function gossipOfInnerspace(): Gossip[] {
  const call = teller('a query', 'signed in', INNERSPACE.calls);
  return [
    call('in JSON', 200, tales.inJson, 'ANSWER_INVALID'),
    call('in headers', 200, tales.inHeaders, 'ANSWER_INVALID'),
    call('as errors', 200, tales.asGraphqlErrors, 'QUERY_FAILED'),
    call('as errors', 400, tales.asGraphqlErrors, 'QUERY_FAILED'),
    call('as errors beside data', 200, tales.asErrorsBesideData, 'QUERY_FAILED'),
  ];
}

function gossipOfRefreshes(): Gossip[] {
  const refresh = teller('a refresh', 'expired', { grant: 'refresh_token' });
  return [
    refresh('as a description, then all is well', 400, tales.asDescription, 'the answer'),
    refresh('in HTML', 500, tales.inHtml, 'SERVER_ERROR'),
    refresh('in JSON', 200, tales.inJson, 'SIGN_IN_FAILED'),
  ];
}

/** Scripts tales about the requests that the filter admits. */
function teller(what: string, start: Start, on: FaultFilter): Tell {
  return (name, status, tale, sees) => ({
    name: `${what}, ${status} ${name}`,
    start,
    cause: (bench) => {
      const { requests, faults } = bench.bed.simulator;
      const answer = tale({
        secrets: secretsOf(bench),
        credentials: Object.values(bench.account).map(String),
        authorization: requests.at(-1)?.headers.authorization ?? '',
        form: new URLSearchParams({ ...bench.account }).toString(),
      });
      const fault: AnswerFault = { kind: 'answer', status, ...answer };
      faults.add({ on, fault, times: Number.POSITIVE_INFINITY });
    },
    sees,
  });
}

/** Answers of each service that repeat all that it knows. */
export const GOSSIP: ReadonlyMap<TestedService, readonly Gossip[]> = new Map([
  [INODE, [...gossipOfAny(INODE), ...gossipOfInode(), ...gossipOfRefreshes()]],
  [INNERSPACE, [...gossipOfAny(INNERSPACE), ...gossipOfInnerspace()]],
  [RDP, [...gossipOfAny(RDP), ...gossipOfRefreshes()]],
]);
