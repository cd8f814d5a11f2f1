import assert from 'node:assert/strict';
import type { NodeInitializer } from 'node-red';
import { FlowFile } from '../../support/flow-file';
import { onTab } from '../support/flow-nodes';
import { coreNode } from '../support/node-red';
import { payloadOf } from '../support/parts';
import { useTestBed } from '../support/test-bed';

const EXAMPLE = FlowFile.example('Devices and links on a map (needs worldmap)');

describe('the ways along a street on the map of the example', () => {
  const bed = useTestBed();
  const prepare: NodeInitializer = (RED) => void coreNode('function/10-function.js')(RED);

  async function drawn(...things: readonly object[]): Promise<unknown[]> {
    const id = EXAMPLE.named('function', 'each way on its own side');
    const flow = EXAMPLE.withAccounts({}).filter((node) => node.id === id);
    await bed.deploy(
      flow.map((node) => onTab({ ...node, z: 'tab', wires: [['out']] })),
      { prepare },
    );
    for (const thing of things) bed.journal.start(id, { payload: structuredClone(thing) });
    const messages = await bed.journal.receives('out', things.length);
    return messages.map(payloadOf);
  }

  it('lie side by side', async () => {
    const eastward = [
      [0, 0],
      [0, 1],
    ];
    const offset = 12 / 111_195;
    const ways = await drawn({ line: eastward }, { line: eastward.toReversed() });
    const latitudes = (way: unknown) => Object(way).line.map(([latitude]: number[]) => latitude);
    assert.deepEqual(ways.map(latitudes), [
      [-offset, -offset],
      [offset, offset],
    ]);
  });

  const SHAPES: [what: string, thing: object][] = [
    ['a point', { name: 'a', lat: 1, lon: 2 }],
    ['an area', { name: 'a', geojson: { type: 'Feature' } }],
    [
      'several lines',
      {
        name: 'a',
        line: [
          [
            [1, 2],
            [3, 4],
          ],
        ],
      },
    ],
  ];
  for (const [what, thing] of SHAPES) {
    it(`stay where they are if the link is ${what}`, async () => {
      assert.deepEqual(await drawn(thing), [thing]);
    });
  }
});
