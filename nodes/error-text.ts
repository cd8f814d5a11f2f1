import type { ErrorCode } from '../src/errors';

/** A reason, as it is or as it travelled to the browser. */
interface Reason {
  readonly key: string;
  readonly values: Readonly<Record<string, string | number | Reason>>;
}

/** An error, as it is or as it travelled to the browser. */
export interface ToldError {
  readonly code: ErrorCode;
  readonly facts: {
    readonly statusCode?: number | undefined;
    readonly retryAfter?: number | undefined;
    readonly reason?: Reason | string | undefined;
    readonly serviceMessage?: string | undefined;
    readonly list?: string | undefined;
    readonly during?: 'sign-in' | undefined;
  };
}

/** A text of the shared catalogue by its key, with its `__placeholders__` filled. */
type LookUp = (key: string, values: Record<string, string | number>) => string;

/** What an error says in the language of a catalogue. The runtime and the dialogs share it. */
export function errorText(lookUp: LookUp, { code, facts }: ToldError): string {
  const { statusCode = '?', retryAfter, reason = '?', serviceMessage: said, list, during } = facts;
  let message = lookUp(`error.${code}`, { statusCode, reason: reasonText(lookUp, reason) });
  if (said !== undefined) message = lookUp('error.said', { message, said });
  if (during !== undefined) message = lookUp('error.duringSignIn', { message });
  if (list !== undefined)
    message = lookUp('error.ofList', { message, list: lookUp(`list.${list}`, {}) });
  if (retryAfter !== undefined) message = lookUp('error.wait', { message, retryAfter });
  return message;
}

function reasonText(lookUp: LookUp, reason: Reason | string): string {
  if (typeof reason === 'string') return reason;
  const values = Object.entries(reason.values).map(
    ([name, value]) =>
      [name, typeof value === 'object' ? reasonText(lookUp, value) : value] as const,
  );
  return lookUp(`reason.${reason.key}`, Object.fromEntries(values));
}
