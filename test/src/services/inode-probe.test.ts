import assert from 'node:assert/strict';
import { useSimulator } from '../../../simulator/test/support';
import { Aborter } from '../../../src/abort';
import { rejection } from '../../support/rejection';
import { useInode } from '../../support/use-inode';

const LINKS = '/api/v1/links/';
const DEVICES = '/api/v1/devices/';

describe('the test of an iNode account', () => {
  const simulator = useSimulator();
  const createInode = useInode(simulator);
  const caller = () => ({ signal: new Aborter().signal });
  const refuse = (path: string, status: number) =>
    simulator.current.faults.add({
      on: { path },
      fault: { kind: 'answer', status },
      times: Number.POSITIVE_INFINITY,
    });

  it('says how many items each list has', async () => {
    assert.deepEqual(await createInode().probe(caller()), { links: 24, devices: 14 });
  });

  it('says the same with an API token, and that sample data are sample data', async () => {
    const { token } = simulator.current.account;
    const inode = createInode({ auth: { kind: 'token', token } });
    assert.deepEqual(await inode.probe(caller()), { links: 24, devices: 14 });
    const sample = await createInode({ auth: { kind: 'sample' } }).probe(caller());
    assert.equal(sample.isSample, true);
    assert.equal(sample.links, 24);
  });

  it('says which list may not be read, and how many items the other one has', async () => {
    refuse(DEVICES, 403);
    const { failures = [], ...figures } = await createInode({ retries: 0 }).probe(caller());
    assert.deepEqual(figures, { links: 24 });
    assert.deepEqual(
      failures.map(({ code, facts }) => [code, facts.list]),
      [['FORBIDDEN', 'devices']],
    );
  });

  it('fails for both lists where neither can be read for the same reason', async () => {
    refuse(LINKS, 404);
    refuse(DEVICES, 404);
    const { code, facts } = await rejection(createInode({ retries: 0 }).probe(caller()));
    assert.deepEqual([code, facts.list], ['NOT_FOUND', undefined]);
  });

  it('fails for the first list where the second fails for another reason', async () => {
    refuse(LINKS, 404);
    refuse(DEVICES, 403);
    const { code, facts } = await rejection(createInode({ retries: 0 }).probe(caller()));
    assert.deepEqual([code, facts.list], ['NOT_FOUND', 'links']);
  });

  it('does not ask for the second list where nothing answers', async () => {
    simulator.current.faults.add({ on: { path: LINKS }, fault: { kind: 'reset' } });
    const { code } = await rejection(createInode({ retries: 0 }).probe(caller()));
    assert.match(code, /^(?:UNREACHABLE|ANSWER_INCOMPLETE)$/);
    assert.equal(simulator.current.requests.filter(({ path }) => path === DEVICES).length, 0);
  });
});
