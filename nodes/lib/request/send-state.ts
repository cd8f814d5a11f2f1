import type { AccountState } from '../../../src/auth/account';
import type { CallOutcome } from '../../../src/layers/usage';
import { errorText } from '../../error-text';
import type { Job } from '../account/working-node';
import type { Translate } from '../translate';

/** A service that counts what it does. */
interface CountingService {
  state(): AccountState;
}

/**
 * Sends what the account has done so far. Nothing is requested.
 *
 * @returns what the status shows then
 */
export async function sendState({
  service,
  msg,
  send,
  translate,
  caller,
}: Job<unknown, CountingService>): Promise<string> {
  await caller.ready;
  send(Object.assign(msg, { payload: stateOf(service.state(), translate) }));
  return translate('status.answered');
}

/** The state as messages have it: times as ISO 8601, errors as a Catch node gets them. */
function stateOf(
  { openedAt, signIn, rateLimit, calls, ...counts }: AccountState,
  translate: Translate,
): object {
  return {
    openedAt: isoTime(openedAt),
    ...(signIn && { signIn: timesOf(signIn, ['since', 'until']) }),
    ...counts,
    ...(rateLimit && { rateLimit: { ...rateLimit, at: isoTime(rateLimit.at) } }),
    calls: calls.map((call) => outcomeOf(call, translate)),
  };
}

function outcomeOf({ call, failure, ...times }: CallOutcome, translate: Translate): object {
  const { code, facts } = failure ?? {};
  return {
    call,
    ...timesOf(times, ['succeededAt', 'failedAt']),
    ...(failure && {
      error: {
        code,
        message: errorText(translate, failure),
        ...(facts?.statusCode !== undefined && { statusCode: facts.statusCode }),
      },
    }),
  };
}

/** Those of the times that are known. */
function timesOf<Name extends string>(
  times: Readonly<Partial<Record<Name, number>>>,
  names: readonly Name[],
): object {
  return Object.fromEntries(
    names.flatMap((name) => {
      const time = times[name];
      return time === undefined ? [] : [[name, isoTime(time)]];
    }),
  );
}

function isoTime(time: number): string {
  return new Date(time).toISOString();
}
