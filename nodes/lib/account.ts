import type { Node, NodeAPI } from 'node-red';
import { ServiceError } from '../../src/errors';
import type { Inode, InodeAuth, InodeOptions } from '../../src/services/inode';
import { readProxy, readTls } from './core-configs';
import { ACCOUNT_DEFAULTS, type AccountCredentials, type AccountSettings } from '../settings';

/** A deployed `inode-config`: it offers the account, not its fields. */
export interface AccountNode extends Node<AccountCredentials> {
  /** Nodes that use the account, by id; Node-RED takes the account's errors to their tabs. */
  users: Record<string, Node>;
  /** Counts a node among the users until it closes. */
  addUser(user: Node): void;
  /** @throws {ServiceError} CONFIG_INVALID, CREDENTIALS_MISSING */
  inode(): Inode;
}

export function isAccountNode(node: Node | null): node is AccountNode {
  return node?.type === 'inode-config';
}

/** Seconds that a timer can hold at the most. */
const LONGEST_TIMEOUT = 2_147_483;

/**
 * What a saved `inode-config` means. Fields that an older flow does not have
 * take their defaults.
 *
 * @throws {ServiceError} CONFIG_INVALID, CREDENTIALS_MISSING
 */
export function readAccount(
  RED: NodeAPI,
  saved: Partial<AccountSettings>,
  credentials: AccountCredentials,
): Omit<InodeOptions, 'tokenFile'> {
  const settings = { ...ACCOUNT_DEFAULTS, ...saved };
  return {
    baseUrl: text(settings.baseUrl),
    allowInsecure: text(settings.allowInsecure) === 'true',
    auth: readAuth(settings, credentials),
    timeout: 1_000 * readTimeout(settings.timeout),
    retries: readRetries(settings.retries),
    tls: readTls(RED, text(settings.tls)),
    proxy: readProxy(RED, text(settings.proxy)),
  };
}

function readTimeout(value: string | number): number {
  const seconds = Number(text(value) || ACCOUNT_DEFAULTS.timeout);
  if (!(seconds > 0 && seconds <= LONGEST_TIMEOUT)) {
    throw invalid('the time-out is not a number of seconds above 0');
  }
  return seconds;
}

function readRetries(value: string | number): number {
  const retries = Number(text(value) || ACCOUNT_DEFAULTS.retries);
  if (!Number.isInteger(retries) || retries < 0) {
    throw invalid('the number of retries is not a whole number from 0 on');
  }
  return retries;
}

function readAuth(settings: AccountSettings, given: AccountCredentials): InodeAuth {
  const kind = text(settings.auth);
  if (kind === 'token') return { kind: 'token', token: required('API token', given.token).trim() };
  if (kind !== 'oauth2') throw invalid('the kind of sign-in is unknown');
  return {
    kind: 'oauth2',
    username: required('user name', given.username),
    password: required('password', given.password),
    clientId: required('client id', given.clientId),
    clientSecret: required('client secret', given.clientSecret),
    scope: text(settings.scope).trim(),
  };
}

function required(name: string, value: string | undefined): string {
  const given = text(value);
  if (given === '') throw new ServiceError('CREDENTIALS_MISSING', { reason: `the ${name}` });
  return given;
}

/** A saved value as text. Node-RED leaves `${NAME}` as it is where the environment has no such variable. */
function text(value: string | number | boolean | undefined): string {
  const given = String(value ?? '');
  const variable = /^\$\{(\S+)\}$/.exec(given)?.[1];
  if (variable !== undefined) throw invalid(`the environment variable ${variable} is not set`);
  return given;
}

function invalid(reason: string): ServiceError {
  return new ServiceError('CONFIG_INVALID', { reason });
}
