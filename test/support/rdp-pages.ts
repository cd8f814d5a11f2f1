import { randomBytes, randomUUID } from 'node:crypto';
import { type PageAnswer, type PagesServer, startPagesServer } from './pages-server';

/** How long tokens live, in seconds. */
interface Lives {
  readonly access: number;
  readonly refresh: number;
  /** Whether the life of a refresh token is reported. */
  readonly isRefreshStated?: boolean;
}

/** RDP as the vendor's tutorial and guides describe it: any number of sessions, each of which can be counted. */
export interface RdpPages extends PagesServer {
  readonly account: {
    readonly username: string;
    password: string;
    readonly clientId: string;
    readonly clientSecret: string;
  };
  readonly tokenUrl: string;
  /** Sessions of which a token is good. */
  readonly sessions: number;
  /** The grants that were asked for and how they were answered, in their order. */
  readonly grants: readonly string[];
  /** Has the endpoint for the end of sessions answer with this status from now on. */
  breakRevocation(status: number): void;
}

interface Session {
  access: string;
  accessUntil: number;
  refresh: string;
  refreshUntil: number;
}

const TOKEN = 'POST /auth/oauth2/v1/token';
export const REVOKE = 'POST /auth/oauth2/v1/revoke';

/** Starts one on 127.0.0.1. */
export async function startRdpPages({
  access,
  refresh,
  isRefreshStated = false,
}: Lives): Promise<RdpPages> {
  const secret = (): string => randomBytes(9).toString('hex');
  const account = {
    username: `GE-A-${secret()}`,
    password: `Aa1!${secret()}`,
    clientId: secret(),
    clientSecret: '',
  };
  const sessions = new Set<Session>();
  const grants: string[] = [];
  let broken: number | undefined;

  const grant = (session: Session): PageAnswer => {
    session.access = randomUUID();
    session.accessUntil = Date.now() + access * 1_000;
    session.refresh = randomUUID();
    session.refreshUntil = Date.now() + refresh * 1_000;
    sessions.add(session);
    return [
      200,
      {
        access_token: session.access,
        refresh_token: session.refresh,
        expires_in: String(access),
        scope: 'trapi',
        token_type: 'Bearer',
        ...(isRefreshStated && { refresh_expires_in: refresh }),
      },
    ];
  };

  const ask = (form: URLSearchParams): PageAnswer => {
    if (form.get('grant_type') === 'refresh_token') {
      const found = [...sessions].find((each) => each.refresh === form.get('refresh_token'));
      const isGood = found !== undefined && Date.now() < found.refreshUntil;
      return isGood ? grant(found) : [400, { error: 'invalid_grant' }];
    }
    const isRight =
      form.get('username') === account.username && form.get('password') === account.password;
    if (!isRight) return [400, { error: 'access_denied', error_description: 'Invalid username.' }];
    if (form.get('takeExclusiveSignOnControl') === 'true') sessions.clear();
    account.password = form.get('newPassword') ?? account.password;
    return grant({ access: '', accessUntil: 0, refresh: '', refreshUntil: 0 });
  };

  const server = await startPagesServer(({ line, headers, body }) => {
    const basic = Buffer.from(`${account.clientId}:${account.clientSecret}`).toString('base64');
    const form = new URLSearchParams(body);
    if (line === TOKEN || line === REVOKE) {
      if (headers.authorization !== `Basic ${basic}`) return [401, { error: 'invalid_client' }];
    }
    if (line === TOKEN) {
      const answer = ask(form);
      grants.push(`${form.get('grant_type')} ${answer[0]}`);
      return answer;
    }
    if (line === REVOKE) {
      if (broken !== undefined) return [broken];
      for (const each of sessions) if (each.access === form.get('token')) sessions.delete(each);
      return [200];
    }
    const isGood = [...sessions].some(
      (each) => headers.authorization === `Bearer ${each.access}` && Date.now() < each.accessUntil,
    );
    return isGood ? [200, { data: [] }] : [401, { error: { message: 'token expired' } }];
  });
  return {
    ...server,
    account,
    tokenUrl: `${server.origin}/auth/oauth2/v1/token`,
    grants,
    breakRevocation(status: number) {
      broken = status;
    },
    get sessions() {
      return [...sessions].filter(
        (each) => Date.now() < each.accessUntil || Date.now() < each.refreshUntil,
      ).length;
    },
  };
}
