import assert from 'node:assert/strict';
import { Aborter } from '../../../src/abort';
import { compareList } from '../../../src/changes/compare-list';
import { runInSlices } from '../../../src/event-loop/in-slices';
import { passesDuring } from '../../support/passes-during';
import { rulesWith } from '../changes/compare';
import { featuresOf } from '../geojson/support/features-of';

describe('long work', () => {
  const { signal } = new Aborter();

  it('lets the event loop run while a list is compared', async () => {
    const list = (speed: number) =>
      Array.from({ length: 20_000 }, (_, id) => ({ id, speed, name: `link ${id}` }));
    const rules = rulesWith();
    const { state } = await runInSlices(compareList(undefined, list(1), rules), signal);
    let changed = 0;
    const passes = await passesDuring(async () => {
      const { changes } = await runInSlices(compareList(state, list(2), rules), signal);
      changed = changes.changed.length;
    });
    assert.equal(changed, 20_000);
    assert(passes > 3, `it made ${passes} passes`);
  });

  it('lets the event loop run while a list is put on the map', async () => {
    const items = Array.from({ length: 50_000 }, (_, id) => ({ id, lat: 45.4, lon: -75.7 }));
    let located = 0;
    const passes = await passesDuring(async () => {
      located = (await featuresOf(items)).report.located;
    });
    assert.equal(located, items.length);
    assert(passes > 3, `it made ${passes} passes`);
  });

  it('fails as its steps do', async () => {
    const steps = compareList(undefined, 'no list', rulesWith());
    await assert.rejects(runInSlices(steps, signal), /noList/);
  });
});
