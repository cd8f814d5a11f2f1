import { ServiceError } from '../../src/errors';
import type { ReasonValues } from '../../src/reasons';
import { isReference, referencedVariable } from '../settings';
import { type NodeReasonKey, nodeReason } from './reasons';

/**
 * A saved value as text. Node-RED leaves a reference to an environment variable
 * as it is where there is no such variable, or where a space stands beside it.
 *
 * @throws {ServiceError} CONFIG_INVALID
 */
export function text(value: string | number | boolean | undefined): string {
  const given = String(value ?? '');
  const name = referencedVariable(given.trim());
  if (name === undefined) return given;
  throw invalid(isReference(given) ? 'environmentMissing' : 'variableSpaced', { name });
}

/** What an account may have to prove itself with. */
export type CredentialName = 'token' | 'username' | 'password' | 'clientId' | 'clientSecret';

/** @throws {ServiceError} CREDENTIALS_MISSING, CONFIG_INVALID */
export function required(name: CredentialName, value: string | undefined): string {
  const given = text(value);
  if (given === '') throw new ServiceError('CREDENTIALS_MISSING', { reason: nodeReason(name) });
  return given;
}

/** A check box, which an environment variable may stand for. */
export function flag(value: boolean | string): boolean {
  return text(value) === 'true';
}

/**
 * One of several choices, which an environment variable may name.
 *
 * @throws {ServiceError} CONFIG_INVALID
 */
export function oneOf<Choice extends string>(choices: readonly Choice[], saved: string): Choice {
  const given = text(saved);
  const choice = choices.find((each) => each === given);
  if (choice === undefined) throw invalid('choiceUnknown', { choices: choices.join(', ') });
  return choice;
}

/**
 * The rows of a table, which a flow that was written by hand may lack.
 *
 * @throws {ServiceError} CONFIG_INVALID
 */
export function rowsOf<Row extends object>(saved: readonly Row[] | null): readonly Row[] {
  const rows = saved ?? [];
  const isTable =
    Array.isArray(rows) && rows.every((row) => typeof row === 'object' && row !== null);
  if (!isTable) throw invalid('tableInvalid');
  return rows;
}

/** The error for a setting that cannot be used. */
export function invalid(reason: NodeReasonKey, values?: ReasonValues): ServiceError {
  return new ServiceError('CONFIG_INVALID', { reason: nodeReason(reason, values) });
}
