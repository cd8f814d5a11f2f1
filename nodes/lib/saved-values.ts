import { ServiceError } from '../../src/errors';
import type { ReasonValues } from '../../src/reasons';
import { type BrokenRule, checkRows, checkVariable, isChoice, unknownChoice } from '../rules';
import { referencedVariable } from '../settings';
import { type NodeReasonKey, nodeReason } from './reasons';

/**
 * A saved value as text. Node-RED leaves a reference to an environment variable
 * as it is where there is no such variable, or where there is a space beside it.
 *
 * @throws {ServiceError} CONFIG_INVALID
 */
export function text(value: string | number | boolean | undefined): string {
  const given = String(value ?? '');
  assertKept(checkVariable(given));
  const name = referencedVariable(given);
  if (name !== undefined) throw invalid('environmentMissing', { name });
  return given;
}

/** What an account may have to prove itself with. */
export type CredentialName = 'token' | 'username' | 'password' | 'clientId' | 'clientSecret';

/** @throws {ServiceError} CREDENTIALS_MISSING, CONFIG_INVALID */
export function required(name: CredentialName, value: string | undefined): string {
  const given = credential(name, value);
  if (given === '') throw new ServiceError('CREDENTIALS_MISSING', { reason: nodeReason(name) });
  return given;
}

/** What may be any text at all: a space in it may be meant. */
const SECRETS: ReadonlySet<CredentialName> = new Set(['password', 'clientSecret']);

/**
 * A credential, which may be empty. One that was read from a file ends in a line
 * break, with which a service would refuse it: an attempt more on the way to a locked
 * account.
 *
 * @throws {ServiceError} CONFIG_INVALID
 */
export function credential(name: CredentialName, value: string | undefined): string {
  const given = text(value);
  if (!SECRETS.has(name)) return given.trim();
  if (/[\r\n]$/.test(given)) throw invalid('secretLineBreak', { field: nodeReason(name) });
  return given;
}

/** A check box, which may be an environment variable. */
export function flag(value: boolean | string): boolean {
  return text(value) === 'true';
}

/**
 * One of several choices, which an environment variable may name.
 *
 * @throws {ServiceError} CONFIG_INVALID
 */
export function oneOf<Choice extends string>(
  choices: readonly Choice[],
  saved: string | number,
): Choice {
  const given = text(saved).trim();
  if (isChoice(given, choices)) return given;
  const { key, values } = unknownChoice(choices);
  throw invalid(key, values);
}

/**
 * The rows of a table, which a flow that was written by hand may lack.
 *
 * @throws {ServiceError} CONFIG_INVALID
 */
export function rowsOf<Row extends object>(saved: readonly Row[] | null): readonly Row[] {
  assertKept(checkRows(saved));
  return saved ?? [];
}

/**
 * For a rule that the edit dialogs check as well.
 *
 * @throws {ServiceError} CONFIG_INVALID where it is broken
 */
export function assertKept(broken: BrokenRule | undefined): void {
  if (broken !== undefined) throw invalid(broken.key, broken.values);
}

/** The error for a setting that cannot be used. */
export function invalid(reason: NodeReasonKey, values?: ReasonValues): ServiceError {
  return new ServiceError('CONFIG_INVALID', { reason: nodeReason(reason, values) });
}
