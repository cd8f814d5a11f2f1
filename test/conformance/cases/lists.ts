import assert from 'node:assert/strict';
import { DEVICES, LINKS, useTestBed } from '../test-bed';

/** How a list arrives in items and in pages. */
export function listCases(): void {
  describe('lists in pieces', () => {
    const bed = useTestBed();

    for (const mode of ['items', 'pages'] as const) {
      it(`sends ${mode} that the core join node makes the whole list of`, async () => {
        const { triggerJoined } = await bed.deploy({
          lists: [
            { ...LINKS, mode },
            { ...DEVICES, mode },
          ],
        });
        assert.deepEqual(await triggerJoined('links'), bed.links);
        assert.deepEqual(await triggerJoined('devices'), bed.devices);
      });
    }

    it('sends the pages as the service cuts them', async () => {
      const { trigger } = await bed.deploy({ lists: [{ ...LINKS, mode: 'pages' }] });
      const pages = await trigger('links', { query: { page_size: 20 } });
      assert.deepEqual(
        pages.map(({ payload }) => payload),
        [bed.links.slice(0, 20), bed.links.slice(20, 40), bed.links.slice(40)],
      );
    });
  });
}
