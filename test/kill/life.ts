import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type Answer, isReport, type Order, type Report } from './protocol';
import type { Rotation } from './rotation';

/** How one refresher's life ended. */
export interface Death {
  /** The tokens that it used first are those of this place in the row; nothing where it got to none. */
  readonly first: number | undefined;
  /** The place of the last tokens that it said it had kept. */
  readonly kept: number | undefined;
}

/** Starts a refresher that waits for its order. */
export function startRefresher(): ChildProcess {
  return fork(join(__dirname, 'refresher.js'));
}

/** Says something to a refresher that may be dead already. */
function send(refresher: ChildProcess, message: Order | Answer): void {
  if (refresher.connected) refresher.send(message, () => undefined);
}

/**
 * Lets a refresher work on its token file and kills it: so many milliseconds
 * after it used its first tokens, or after its order where it is to see none.
 */
export async function liveAndDie(
  refresher: ChildProcess,
  order: Order,
  rotation: Rotation,
  { ms, isEarly }: { readonly ms: number; readonly isEarly: boolean },
): Promise<Death> {
  let first: number | undefined;
  let kept: number | undefined;
  const killLater = (): void => {
    setTimeout(() => refresher.kill('SIGKILL'), ms);
  };
  const onReport = (report: Report): void => {
    switch (report.is) {
      case 'request':
        send(refresher, { tokens: rotation.answer(report.refreshToken) });
        break;
      case 'token':
        if (first === undefined && !isEarly) killLater();
        kept = rotation.indexOf(report.accessToken);
        first ??= kept;
        break;
      case 'problem':
        assert.fail(`the tokens could not be kept: ${report.code}`);
    }
  };
  const ended = once(refresher, 'exit');
  refresher.on('message', (message: unknown) => {
    assert(isReport(message));
    onReport(message);
  });
  send(refresher, order);
  if (isEarly) killLater();
  const [code, signal]: unknown[] = await ended;
  assert.deepEqual([code, signal], [null, 'SIGKILL']);
  return { first, kept };
}
