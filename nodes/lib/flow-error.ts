import { type GraphqlError, ServiceError } from '../../src/errors';
import { classOf } from '../../src/redact';

/**
 * An error as flows see it. Node-RED copies `message`, `code` and `cause` into
 * `msg.error` for a Catch node; the other facts travel in `cause`.
 */
export class FlowError extends Error {
  override readonly name = 'FlowError';
  readonly code: string;
  readonly statusCode: number | undefined;
  readonly retryAfter: number | undefined;
  override readonly cause: {
    readonly code: string;
    readonly statusCode?: number | undefined;
    readonly retryAfter?: number | undefined;
    readonly errors?: readonly GraphqlError[] | undefined;
    readonly errorsLeftOut?: number | undefined;
  };

  /** @param message in the runtime's language */
  constructor(message: string, { code, facts }: ServiceError) {
    const { statusCode, retryAfter, errors, errorsLeftOut } = facts;
    super(message);
    this.code = code;
    this.statusCode = statusCode;
    this.retryAfter = retryAfter;
    this.cause = {
      code,
      statusCode,
      retryAfter,
      ...(errors && { errors }),
      ...(errorsLeftOut !== undefined && { errorsLeftOut }),
    };
  }

  /** Node-RED takes this for `msg.error.message`: the words alone, without the class. */
  override toString(): string {
    return this.message;
  }
}

/** Any failure as one of ours; of an unexpected one only the class is shown. */
export function toServiceError(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error;
  return new ServiceError('INTERNAL', { reason: classOf(error) });
}
