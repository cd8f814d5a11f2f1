import assert from 'node:assert/strict';
import { answerHeaders } from '../../../src/http/answer-headers';
import { answerOf } from '../../support/answer-of';

const TOKEN = 'S3cret/Token+1';

function shown(headers: Record<string, string>): Record<string, string> {
  return answerHeaders({ ...answerOf('', { headers }), secrets: [TOKEN, `Bearer ${TOKEN}`] });
}

describe('the headers of an answer', () => {
  it('are there for a flow', () => {
    const headers = { etag: 'W/"1"', link: '<?page=2>; rel="next"', 'x-request-id': 'a-1' };
    assert.deepEqual(shown(headers), headers);
  });

  it('have no cookies, and nothing of a sign-in', () => {
    for (const name of ['set-cookie', 'cookie', 'authorization', 'x-session-id', '__proto__']) {
      assert.deepEqual(shown(Object.fromEntries([[name, 'a=1']])), {});
    }
  });

  const ECHOES: [value: string, shown: string][] = [
    [`Bearer ${TOKEN}`, '***'],
    [`token=${encodeURIComponent(TOKEN)};x`, 'token=***;x'],
    [Buffer.from(`user:${TOKEN}`).toString('base64'), '***'],
  ];
  for (const [value, expected] of ECHOES) {
    it(`have ${expected} where the service repeats a secret`, () => {
      assert.deepEqual(shown({ 'x-echo': value }), { 'x-echo': expected });
    });
  }

  it('have no name that repeats a secret', () => {
    assert.deepEqual(shown({ [`x-${TOKEN.toLowerCase()}`]: '1', date: 'now' }), { date: 'now' });
  });
});
