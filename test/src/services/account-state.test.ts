import assert from 'node:assert/strict';
import { useSimulator } from '../../../simulator/test/support';
import { fetchAll } from '../../support/fetch-all';
import { rejection } from '../../support/rejection';
import { useFolder } from '../../support/use-folder';
import { useInode } from '../../support/use-inode';

describe('the state of an account', () => {
  const simulator = useSimulator();
  const createInode = useInode(simulator);

  it('has no sign-in before the first call', () => {
    assert.equal(createInode().state().signIn, undefined);
  });

  it('says since when it is signed in, until when the token is good, and counts the token request', async () => {
    const before = Date.now();
    const inode = createInode();
    await fetchAll(inode);
    const { signIn, lastHour, calls } = inode.state();
    assert(Number(signIn?.since) >= before);
    assert(Number(signIn?.until) > Number(signIn?.since));
    assert.equal(lastHour.requests, 2);
    assert.deepEqual(
      calls.map(({ call, failure }) => [call, failure]),
      [['GET /api/v1/links/', undefined]],
    );
  });

  it('has no sign-in with an API token, which lives forever', async () => {
    const { token } = simulator.current.account;
    const inode = createInode({ auth: { kind: 'token', token } });
    await fetchAll(inode);
    assert.equal(inode.state().signIn, undefined);
    assert.equal(inode.state().lastHour.requests, 1);
  });

  it('counts one request where several callers share it, and each of their calls', async () => {
    const { token } = simulator.current.account;
    const inode = createInode({ auth: { kind: 'token', token } });
    await Promise.all([fetchAll(inode), fetchAll(inode)]);
    assert.equal(inode.state().lastHour.requests, 1);
    assert.equal(inode.state().calls.length, 1);
  });

  it('says why the last call failed, and that sample data takes no sign-in', async () => {
    simulator.current.faults.add({
      on: { path: '/api/v1/links/' },
      fault: { kind: 'answer', status: 403 },
      times: Number.POSITIVE_INFINITY,
    });
    const inode = createInode();
    const error = await rejection(fetchAll(inode));
    const [links] = inode.state().calls;
    assert.equal(links?.failure?.code, error.code);
    const sample = createInode({ auth: { kind: 'sample' } });
    await fetchAll(sample);
    assert.equal(sample.state().signIn, undefined);
    assert.equal(sample.state().lastHour.requests, 1);
  });
});

describe('the state of an account after a restart', () => {
  const simulator = useSimulator();
  const createInode = useInode(simulator);
  const inFolder = useFolder();

  it('does not know since when tokens of an earlier run are good', async () => {
    const tokenFile = {
      file: { path: inFolder('account') },
      onProblem: (code: string) => assert.fail(code),
    };
    const first = createInode({ tokenFile });
    await fetchAll(first);
    const { until } = first.state().signIn ?? {};
    await first.close();
    const second = createInode({ tokenFile });
    await fetchAll(second);
    assert.deepEqual(second.state().signIn, { until });
  });
});
