import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import type { Fault } from '../../../simulator/index';
import type { ErrorCode } from '../../../src/errors';
import { describeFailure } from '../../../src/http/transport';
import { closedOrigin } from '../../support/closed-origin';
import { listRequest } from '../../support/list-request';
import { startRawServer } from '../../support/raw-server';
import { rejection } from '../../support/rejection';
import { useSimulator } from '../../support/use-simulator';
import { useTransport } from '../../support/use-transport';
import { Watcher } from '../../support/watcher';

const GZIP = { 'content-encoding': 'gzip', 'content-type': 'application/json' };
const ZIPPED = gzipSync(JSON.stringify(Array.from({ length: 500 }, (_, id) => ({ id }))));
const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n';

describe('a failed call', () => {
  const simulator = useSimulator({ compress: true });
  const send = useTransport();

  const FAULTS: [what: string, fault: Fault, code: ErrorCode, reason: string][] = [
    ['a reset before the answer', { kind: 'reset' }, 'UNREACHABLE', 'ECONNRESET'],
    ['a hang-up before the answer', { kind: 'close' }, 'UNREACHABLE', 'ECONNRESET'],
    [
      'a reset in a compressed body',
      { kind: 'resetBody', bytes: 99 },
      'ANSWER_INCOMPLETE',
      'ECONNRESET',
    ],
    ['a reset before the body', { kind: 'resetBody', bytes: 0 }, 'ANSWER_INCOMPLETE', 'ECONNRESET'],
    [
      'a compressed body that lacks its end',
      { kind: 'truncate', bytes: 99 },
      'ANSWER_INVALID',
      'brokenJson',
    ],
    [
      'a compressed body that is damaged',
      {
        kind: 'answer',
        status: 200,
        headers: GZIP,
        body: Buffer.concat([ZIPPED.subarray(0, 60), Buffer.alloc(60, 255), ZIPPED.subarray(120)]),
      },
      'ANSWER_INVALID',
      'compressionDamaged',
    ],
    [
      'a body that only claims to be gzip',
      { kind: 'answer', status: 200, headers: GZIP, body: '<html></html>' },
      'ANSWER_INVALID',
      'compressionDamaged',
    ],
    [
      'a body that only claims to be brotli',
      { kind: 'answer', status: 200, headers: { 'content-encoding': 'br' }, body: '<html></html>' },
      'ANSWER_INVALID',
      'compressionDamaged',
    ],
  ];
  for (const [what, fault, code, reason] of FAULTS) {
    it(`says ${code} of ${what}`, async () => {
      simulator.current.faults.add({ fault });
      const error = await rejection(send(listRequest(simulator.current)));
      assert.deepEqual([error.code, String(error.facts.reason)], [code, reason]);
    });
  }

  const BYTES: [what: string, bytes: string, code: ErrorCode][] = [
    ['a connection that ends without an answer', '', 'UNREACHABLE'],
    ['a connection that ends in the head', HEAD, 'UNREACHABLE'],
    ['a server that speaks no HTTP', 'SSH-2.0-OpenSSH_9.2\r\n', 'UNREACHABLE'],
    [
      'a body that ends before its length',
      `${HEAD}Content-Length: 9\r\n\r\n[1`,
      'ANSWER_INCOMPLETE',
    ],
    [
      'a body that ends between two chunks',
      `${HEAD}Transfer-Encoding: chunked\r\n\r\n2\r\n[1\r\n`,
      'ANSWER_INCOMPLETE',
    ],
    [
      'a body in chunks that are none',
      `${HEAD}Transfer-Encoding: chunked\r\n\r\nxyz\r\n`,
      'ANSWER_INCOMPLETE',
    ],
  ];
  for (const [what, bytes, code] of BYTES) {
    it(`says ${code} of ${what}`, async () => {
      const server = await startRawServer(bytes);
      try {
        const url = new URL(server.origin);
        const error = await rejection(send(listRequest(simulator.current, new Watcher(), { url })));
        assert.equal(error.code, code);
        assert.equal(server.connections, 1);
      } finally {
        await server.close();
      }
    });
  }

  it('says UNREACHABLE of a port where nobody listens', async () => {
    const url = new URL(await closedOrigin());
    const error = await rejection(send(listRequest(simulator.current, new Watcher(), { url })));
    assert.deepEqual([error.code, String(error.facts.reason)], ['UNREACHABLE', 'ECONNREFUSED']);
  });

  it('says TLS_FAILED of a server that speaks plain HTTP where https was expected', async () => {
    const url = new URL(simulator.current.baseUrl.replace('http:', 'https:'));
    const error = await rejection(send(listRequest(simulator.current, new Watcher(), { url })));
    assert.equal(error.code, 'TLS_FAILED');
  });
});

describe('describeFailure', () => {
  const CODES: [code: string, answered: boolean, expected: ErrorCode][] = [
    ['ENOTFOUND', false, 'UNREACHABLE'],
    ['EAI_AGAIN', false, 'UNREACHABLE'],
    ['ETIMEDOUT', false, 'UNREACHABLE'],
    ['EHOSTUNREACH', false, 'UNREACHABLE'],
    ['CERT_HAS_EXPIRED', false, 'TLS_FAILED'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', false, 'TLS_FAILED'],
    ['SELF_SIGNED_CERT_IN_CHAIN', false, 'TLS_FAILED'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', false, 'TLS_FAILED'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', false, 'TLS_FAILED'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', false, 'TLS_FAILED'],
    ['ECONNRESET', true, 'ANSWER_INCOMPLETE'],
    ['Z_DATA_ERROR', true, 'ANSWER_INVALID'],
    ['ERR__ERROR_FORMAT_PADDING_2', true, 'ANSWER_INVALID'],
  ];
  for (const [code, answered, expected] of CODES) {
    it(`takes ${code} ${answered ? 'in a body' : 'before the answer'} for ${expected}`, () => {
      const original = Object.assign(new Error('with a secret'), { code });
      const error = describeFailure(original, answered);
      assert.equal(error.code, expected);
      assert.doesNotMatch(`${error.stack}`, /secret/);
      assert.equal(error.cause, undefined);
    });
  }

  it('names only the kind of an error that it does not know', () => {
    const error = describeFailure(new RangeError('with a secret'), false);
    assert.deepEqual([error.code, error.facts], ['INTERNAL', { reason: 'RangeError' }]);
  });

  it('does not repeat a code that is no code', () => {
    const original = Object.assign(new Error(), { code: 'password: secret' });
    assert.deepEqual(describeFailure(original, false).facts, { reason: 'Error' });
  });
});
