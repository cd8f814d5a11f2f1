import type { NodeAPI } from 'node-red';
import type { AccountOptions } from '../../../src/auth/account';
import {
  type BrokenRule,
  checkConcurrency,
  checkMaxMegabytes,
  checkRequestsPerMinute,
  checkRetries,
  checkTimeout,
} from '../../rules';
import { CONNECTION_DEFAULTS, type ConnectionSettings } from '../../settings';
import { assertKept, flag, text } from '../saved-values';
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
    timeout: 1_000 * readNumber(settings.timeout, CONNECTION_DEFAULTS.timeout, checkTimeout),
    retries: readNumber(settings.retries, CONNECTION_DEFAULTS.retries, checkRetries),
    concurrency: readNumber(
      settings.concurrency,
      CONNECTION_DEFAULTS.concurrency,
      checkConcurrency,
    ),
    maxMemory: readMemory(settings.maxMegabytes),
    requestsPerMinute:
      readNumber(settings.requestsPerMinute, '', checkRequestsPerMinute) || undefined,
    tls: readTls(RED, text(settings.tls)),
    proxy: readProxy(RED, text(settings.proxy)),
  };
}

function readNumber(
  saved: string | number,
  absent: number | '',
  check: (text: string) => BrokenRule | undefined,
): number {
  const given = text(saved).trim();
  assertKept(check(given));
  return Number(given || absent);
}

/** Bytes; nothing where the heap decides. */
function readMemory(saved: string | number): number | undefined {
  const given = text(saved).trim();
  assertKept(checkMaxMegabytes(given));
  return given === '' ? undefined : Number(given) * 2 ** 20;
}
