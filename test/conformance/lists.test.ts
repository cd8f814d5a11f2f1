import assert from 'node:assert/strict';
import { assertSent } from '../nodes/support/failure';
import { devices, JOIN, links } from '../nodes/support/flow-nodes';
import { payloadOf } from '../nodes/support/parts';
import { useConformanceRig } from './conformance-rig';

const wires = [[JOIN.id]];

describe('a list of Django REST Framework', () => {
  const rig = useConformanceRig();

  for (const mode of ['items', 'pages'] as const) {
    it(`arrives in ${mode} that the core join node puts together again`, async () => {
      const flow = await rig.deploy([links({ mode, wires }), devices({ mode, wires })]);
      assertSent(await flow.trigger('links'));
      assert.deepEqual((await flow.receives('out', 1)).map(payloadOf), [rig.links]);
      assertSent(await flow.trigger('devices'));
      assert.deepEqual((await flow.receives('out', 2)).map(payloadOf), [rig.links, rig.devices]);
    });
  }

  it('arrives in the pages that the service makes', async () => {
    const flow = await rig.deploy([links({ mode: 'pages' })]);
    const pages = assertSent(await flow.trigger('links', { query: { page_size: 20 } }));
    assert.deepEqual(pages.map(payloadOf), [
      rig.links.slice(0, 20),
      rig.links.slice(20, 40),
      rig.links.slice(40),
    ]);
  });
});
