import { ServiceError } from '../../src/errors';

/**
 * A saved value as text. Node-RED leaves `${NAME}` as it is where the
 * environment has no such variable.
 *
 * @throws {ServiceError} CONFIG_INVALID
 */
export function text(value: string | number | boolean | undefined): string {
  const given = String(value ?? '');
  const variable = /^\$\{(\S+)\}$/.exec(given)?.[1];
  if (variable !== undefined) throw invalid(`the environment variable ${variable} is not set`);
  return given;
}

/** @throws {ServiceError} CREDENTIALS_MISSING, CONFIG_INVALID */
export function required(name: string, value: string | undefined): string {
  const given = text(value);
  if (given === '') throw new ServiceError('CREDENTIALS_MISSING', { reason: `the ${name}` });
  return given;
}

/** A check box, which an environment variable may stand for. */
export function flag(value: boolean | string): boolean {
  return text(value) === 'true';
}

/** The error for a setting that cannot be used. */
export function invalid(reason: string): ServiceError {
  return new ServiceError('CONFIG_INVALID', { reason });
}
