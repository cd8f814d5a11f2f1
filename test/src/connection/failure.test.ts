import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import type { Fault } from '../../../simulator/index';
import { useSimulator } from '../../../simulator/test/support';
import { describeFailure } from '../../../src/connection/failure';
import type { ErrorCode } from '../../../src/errors';
import { closedOrigin } from '../../support/closed-origin';
import { listRequest } from '../../support/list-request';
import { startRawServer } from '../../support/raw-server';
import { rejection } from '../../support/rejection';
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
  const CODES: [code: string, stage: 'answer' | 'body', expected: ErrorCode][] = [
    ['ENOTFOUND', 'answer', 'UNREACHABLE'],
    ['EAI_AGAIN', 'answer', 'UNREACHABLE'],
    ['ETIMEDOUT', 'answer', 'UNREACHABLE'],
    ['EHOSTUNREACH', 'answer', 'UNREACHABLE'],
    ['CERT_HAS_EXPIRED', 'answer', 'TLS_FAILED'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'answer', 'TLS_FAILED'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'answer', 'TLS_FAILED'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'answer', 'TLS_FAILED'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'answer', 'TLS_FAILED'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'answer', 'TLS_FAILED'],
    ['ECONNRESET', 'body', 'ANSWER_INCOMPLETE'],
    ['Z_DATA_ERROR', 'body', 'ANSWER_INVALID'],
    ['ERR__ERROR_FORMAT_PADDING_2', 'body', 'ANSWER_INVALID'],
  ];
  for (const [code, stage, expected] of CODES) {
    it(`takes ${code} ${stage === 'body' ? 'in a body' : 'before the answer'} for ${expected}`, () => {
      const original = Object.assign(new Error('with a secret'), { code });
      const error = describeFailure(original, stage);
      assert.equal(error.code, expected);
      assert.doesNotMatch(`${error.stack}`, /secret/);
      assert.equal(error.cause, undefined);
    });
  }

  for (const code of ['CERT_NOT_YET_VALID', 'CERT_HAS_EXPIRED']) {
    it(`says of ${code} what the clock of this machine says`, () => {
      const { facts } = describeFailure(Object.assign(new Error(), { code }), 'connecting');
      const now = new Date().toISOString().slice(0, 14);
      assert.match(String(facts.reason), new RegExp(`^certificateTime.*${code}, now: ${now}..Z`));
    });
  }

  it('knows that a connection that did not come about has carried no request', () => {
    const original = Object.assign(new Error(), { code: 'ETIMEDOUT' });
    assert.equal(describeFailure(original, 'connecting').marks.sent, false);
    assert.equal(describeFailure(original, 'answer').marks.sent, undefined);
  });

  it('does not know of a connection whose encryption breaks later that it has carried no request', () => {
    const original = Object.assign(new Error(), {
      code: 'ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC',
    });
    assert.equal(describeFailure(original, 'connecting').marks.sent, false);
    assert.equal(describeFailure(original, 'answer').marks.sent, undefined);
  });

  it('names only the kind of an error that it does not know', () => {
    const error = describeFailure(new RangeError('with a secret'), 'answer');
    assert.deepEqual([error.code, error.facts], ['INTERNAL', { reason: 'RangeError' }]);
  });

  it('does not repeat a code that is not one', () => {
    const original = Object.assign(new Error(), { code: 'password: secret' });
    assert.deepEqual(describeFailure(original, 'answer').facts, { reason: 'Error' });
  });
});
