import assert from 'node:assert/strict';
import { Aborter } from '../../../src/abort';
import { readText } from '../../../src/http/body';
import type { Send } from '../../../src/http/message';
import { reportArrival } from '../../../src/layers/report-answer';
import { answerOf } from '../../support/answer-of';

describe('the arrival of an answer', () => {
  const send: Send = (request) => request.read(answerOf([Buffer.from('[1,'), Buffer.from('2]')]));
  const request = {
    method: 'GET',
    url: new URL('http://127.0.0.1/'),
    timeout: 1_000,
    signal: new Aborter().signal,
    read: readText,
  } as const;

  it('is reported to the caller chunk by chunk, as it is read', async () => {
    const seen: number[] = [];
    const observer = { onArrival: (bytes: number) => seen.push(bytes) };
    assert.equal(await reportArrival(send)({ ...request, observer }), '[1,2]');
    assert.deepEqual(seen, [3, 2]);
  });

  it('costs nothing where nobody watches', async () => {
    assert.equal(await reportArrival(send)(request), '[1,2]');
  });
});
