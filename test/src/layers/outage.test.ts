import assert from 'node:assert/strict';
import { type ErrorCode, ServiceError } from '../../../src/errors';
import type { Send } from '../../../src/http/message';
import { watchOutages } from '../../../src/layers/outage';
import { answerOf } from '../../support/answer-of';
import { useFakeClock } from '../../support/clock';
import { Watcher } from '../../support/watcher';

describe('an outage', () => {
  const clock = useFakeClock();

  function watched() {
    const reported: string[] = [];
    let failure: Error | undefined;
    const send: Send = async (request) => {
      if (failure !== undefined) throw failure;
      return request.read(answerOf(''));
    };
    const layer = watchOutages(send, {
      onOutage: ({ code }) => reported.push(`begins: ${code}`),
      onRecovery: (seconds, failures) => reported.push(`ends: ${seconds} s, ${failures} failed`),
    });
    return {
      reported,
      call: async (path: string, fails?: ErrorCode | Error): Promise<void> => {
        failure = typeof fails === 'string' ? new ServiceError(fails) : fails;
        const url = new URL(path, 'http://127.0.0.1/');
        const read = () => Promise.resolve();
        const { signal } = new Watcher();
        await layer({ method: 'GET', url, timeout: 1, signal, read }).catch(() => undefined);
        await clock.pass(60_000);
      },
    };
  }

  it('is reported when it begins and when it ends, however many calls fail in it', async () => {
    const { reported, call } = watched();
    await call('links');
    for (let poll = 0; poll < 25; poll++) {
      await call('links', 'UNREACHABLE');
      await call('devices', 'SERVER_ERROR');
    }
    await call('devices');
    await call('links');
    assert.deepEqual(reported, ['begins: UNREACHABLE', 'ends: 3000 s, 50 failed']);
  });

  it('of one path while the others work is reported once, until that path has worked', async () => {
    const { reported, call } = watched();
    const poll = async (fails?: ErrorCode) => {
      await call('links', fails);
      await call('devices');
    };
    for (let n = 0; n < 10; n++) await poll('SERVER_ERROR');
    assert.deepEqual(reported.splice(0), ['begins: SERVER_ERROR', 'ends: 60 s, 1 failed']);
    await poll();
    await poll('SERVER_ERROR');
    assert.deepEqual(reported, ['begins: SERVER_ERROR', 'ends: 60 s, 1 failed']);
  });

  it('of the service is reported also where one path had failed before', async () => {
    const { reported, call } = watched();
    await call('links', 'SERVER_ERROR');
    await call('devices');
    await call('links', 'UNREACHABLE');
    await call('devices', 'UNREACHABLE');
    assert.equal(reported.at(-1), 'begins: UNREACHABLE');
  });

  it('is not what a wrong question, a missing permission or a closed node make of a call', async () => {
    const { reported, call } = watched();
    await call('links', 'NOT_FOUND');
    await call('links', 'FORBIDDEN');
    await call('links', 'QUERY_FAILED');
    await call('links', new Error('The node was closed.'));
    assert.deepEqual(reported, []);
  });
});
