import type { NodeAPI } from 'node-red';
import type { AccountOptions } from '../../../src/auth/account';
import { CONNECTION_DEFAULTS, type ConnectionSettings, LONGEST_TIMEOUT } from '../../settings';
import { flag, invalid, text } from '../saved-values';
import { readProxy, readTls } from './core-configs';

/** The way to a service, as its client wants it. */
export interface Connection extends AccountOptions {
  readonly baseUrl: string;
  readonly allowInsecure: boolean;
  /** Milliseconds that one request may take. */
  readonly timeout: number;
}

/**
 * What a configuration node saved about the way to its service.
 *
 * @throws {ServiceError} CONFIG_INVALID
 */
export function readConnection(RED: NodeAPI, settings: ConnectionSettings): Connection {
  return {
    baseUrl: text(settings.baseUrl),
    allowInsecure: flag(settings.allowInsecure),
    timeout: 1_000 * readTimeout(settings.timeout),
    retries: readCount('retries', settings.retries, 0),
    concurrency: readCount('concurrency', settings.concurrency, 1),
    tls: readTls(RED, text(settings.tls)),
    proxy: readProxy(RED, text(settings.proxy)),
  };
}

function readTimeout(value: string | number): number {
  const seconds = Number(text(value) || CONNECTION_DEFAULTS.timeout);
  if (!(seconds > 0 && seconds <= LONGEST_TIMEOUT)) {
    throw invalid('timeoutNumber', { most: LONGEST_TIMEOUT });
  }
  return seconds;
}

function readCount(name: 'retries' | 'concurrency', value: string | number, least: number): number {
  const count = Number(text(value) || CONNECTION_DEFAULTS[name]);
  if (!Number.isInteger(count) || count < least) throw invalid(`${name}Number`);
  return count;
}
