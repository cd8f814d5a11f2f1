/**
 * A process that renews and keeps tokens as fast as it can, until it is killed.
 * Its token requests go to the process that started it, which is its server.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Aborter } from '../../src/abort';
import { createTokenFile } from '../../src/auth/token-file';
import { type TokenAnswer, TokenRefusal } from '../../src/auth/token-response';
import { TokenSource } from '../../src/auth/token-source';
import { isAnswer, isOrder, type Report } from './protocol';

function report(message: Report): void {
  process.send?.(message);
}

async function request(refreshToken: string | undefined): Promise<TokenAnswer> {
  const answered = once(process, 'message');
  report({ is: 'request', refreshToken });
  const [answer]: unknown[] = await answered;
  assert(isAnswer(answer));
  if (answer.tokens === undefined) throw new TokenRefusal(400, 'invalid_grant');
  return { ...answer.tokens, expiresIn: 600 };
}

async function refreshForEver(): Promise<void> {
  const [order]: unknown[] = await once(process, 'message');
  assert(isOrder(order));
  const onProblem = (code: string): void => report({ is: 'problem', code });
  const tokens = new TokenSource(
    {
      refusal: 'CREDENTIALS_REJECTED',
      signIn: () => request(undefined),
      refresh: (refreshToken) => request(refreshToken),
    },
    new Aborter().signal,
    {
      store: createTokenFile({ file: { path: order.path }, secrets: order.secrets, onProblem }),
    },
  );
  const { signal } = new Aborter();
  let accessToken = await tokens.get({ signal });
  for (;;) {
    report({ is: 'token', accessToken });
    accessToken = await tokens.renew(accessToken, { signal });
  }
}

process.once('disconnect', () => process.exit());
void refreshForEver();
