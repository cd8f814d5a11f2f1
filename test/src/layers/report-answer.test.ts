import assert from 'node:assert/strict';
import { Aborter } from '../../../src/abort';
import { readText } from '../../../src/http/body';
import type { RateLimit, Send } from '../../../src/http/message';
import { reportHead } from '../../../src/layers/report-answer';
import { share } from '../../../src/layers/share';
import { answerOf } from '../../support/answer-of';

describe('what the head of an answer says', () => {
  it('is reported to each who shares it as an object of its own, which its flow may change', async () => {
    const service: Send = (request) =>
      request.read(answerOf('[]', { headers: { 'x-ratelimit-remaining': '5' } }));
    const send = reportHead(share(service));
    const rates: RateLimit[] = [];
    const ask = () =>
      send({
        method: 'GET',
        url: new URL('http://127.0.0.1/'),
        timeout: 1_000,
        signal: new Aborter().signal,
        observer: { onRateLimit: (rate) => rates.push(rate) },
        read: readText,
      });
    await Promise.all([ask(), ask()]);
    const [first, second] = rates;
    assert.deepEqual(first, { remaining: 5 });
    assert.deepEqual(second, first);
    assert.notEqual(second, first);
  });
});
