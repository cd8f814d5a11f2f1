import assert from 'node:assert/strict';
import { createSampleService, SAMPLE_BASE } from '../../../src/sample/service';
import { useFakeClock } from '../../support/clock';

const MINUTE = 60_000;

describe('the service of the sample city', () => {
  const clock = useFakeClock();
  const service = createSampleService();
  const ask = (path: string, method = 'GET', headers: Record<string, string> = {}) =>
    service({ method, url: new URL(path, SAMPLE_BASE), headers });
  const bodyOf = (path: string) => JSON.parse(ask(path).body);

  it('has both lists, complete or page by page, with or without the slash at the end', () => {
    assert.equal(bodyOf('v1/links/?no_pagination').length, 24);
    assert.equal(bodyOf('v1/devices?no_pagination').length, 14);
    const { count, results, next } = bodyOf('v1/links/?page_size=10');
    assert.deepEqual([count, results.length], [24, 10]);
    assert.equal(new URL(next).origin, SAMPLE_BASE.origin);
  });

  it('says that a list has not changed within the minute', () => {
    const { etag = '' } = ask('v1/links/').headers;
    const again = ask('v1/links/', 'GET', { 'If-None-Match': etag });
    assert.deepEqual([again.status, again.body], [304, '']);
    clock.set(Date.now() + MINUTE);
    assert.equal(ask('v1/links/', 'GET', { 'If-None-Match': etag }).status, 200);
  });

  for (const [what, path, method, status] of [
    ['another path', 'v1/sites/', 'GET', 404],
    ['a page that there is not', 'v1/links/?page=99', 'GET', 404],
    ['another method', 'v1/links/', 'POST', 405],
  ] as const) {
    it(`answers ${status} to ${what}, as the service does`, () => {
      const answer = ask(path, method);
      assert.equal(answer.status, status);
      assert.equal(answer.headers['content-type'], 'application/json');
      assert.equal(typeof JSON.parse(answer.body).detail, 'string');
    });
  }
});
