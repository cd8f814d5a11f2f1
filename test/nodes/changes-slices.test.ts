import assert from 'node:assert/strict';
import { until } from '../support/clock';
import { longestBurst, passesDuring } from '../support/passes-during';
import { changes, compare, payloadsOf, reportedBy, SILENCE } from './support/changes-bed';
import { closeStores, openStores } from './support/changes-context';
import { assertSent } from './support/failure';
import { useTestBed } from './support/test-bed';

const LENGTH = 200;

describe('a long list', () => {
  // Before the test bed looks for timers.
  afterEach(closeStores);
  const bed = useTestBed();

  /** Items of which each takes a millisecond of the bed's clock to look at. */
  function slowItems(status: string, onLook: (id: number) => void = () => undefined) {
    return Array.from({ length: LENGTH }, (_, id) => ({
      id,
      toJSON() {
        bed.clock.tick(1);
        onLook(id);
        return { id, status };
      },
    }));
  }

  it('is compared while other work continues, and the next one waits for it', async () => {
    await bed.deploy(changes());
    await compare(bed, { payload: slowItems('Live') });
    let second: Promise<unknown> | undefined;
    const passes = await passesDuring(async () => {
      const offline = slowItems('Offline', (id) => {
        if (id === LENGTH / 2) second = bed.trigger('changes', { payload: slowItems('Live') });
      });
      assertSent(await bed.trigger('changes', { payload: offline }));
    });
    assert(passes > LENGTH / 5, `it made ${passes} passes`);
    await second;
    await until(() => reportedBy(bed).changed.length === 2, 'both are reported');
    const reported = reportedBy(bed).changed.map(
      ({ payload }) => Object(payload)[0].changes[0].new,
    );
    assert.deepEqual(reported, ['Offline', 'Live']);
  });

  it('is sent while other work continues', async () => {
    await bed.deploy(changes({ mode: 'items', first: 'added' }));
    const payload = Array.from({ length: LENGTH }, (_, id) => ({ id }));
    const burst = await longestBurst(
      () => bed.journal.sentBy('changes'),
      async () => assertSent(await bed.trigger('changes', { payload })),
    );
    assert.equal(bed.journal.sentBy('changes'), LENGTH);
    assert(burst <= 16, `${burst} messages at once`);
  });

  it('is reported by the next life of a node that closes while it compares', async () => {
    await bed.deploy(changes(), { prepare: openStores({ memory: { module: 'memory' } }) });
    await compare(bed, { payload: slowItems('Live') });
    let closed: Promise<void> | undefined;
    const offline = slowItems('Offline', (id) => {
      if (id === LENGTH / 2) closed = bed.redeploy(changes({ mode: 'items' }));
    });
    bed.journal.start('changes', { payload: offline });
    await until(() => closed !== undefined, 'it compares');
    await closed;
    assert.deepEqual(payloadsOf(reportedBy(bed)), SILENCE);
    const { changed } = await compare(bed, { payload: slowItems('Offline') });
    assert.equal(changed.length, LENGTH);
  });

  it('is reported by the next life of a node that closes while it sends', async () => {
    const prepare = openStores({ memory: { module: 'memory' } });
    await bed.deploy(changes({ mode: 'items' }), { prepare });
    await compare(bed, { payload: slowItems('Live') });
    bed.journal.start('changes', { payload: slowItems('Offline') });
    await until(() => bed.journal.sentBy('changes') > 0, 'it sends');
    await bed.redeploy(changes());
    const sent = bed.journal.sentBy('changes');
    assert(sent < LENGTH, `${sent} were sent`);
    const { changed } = await compare(bed, { payload: slowItems('Offline') });
    assert.equal(Object(changed[0]?.payload).length, LENGTH);
  });
});
