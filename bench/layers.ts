import { median } from '../scripts/support/statistics';
import { Child } from './child';
import { startNode } from './contenders';
import { assertSample } from './measurement';
import type { BenchServer } from './server';

/** What a poll runs through, from the inside out: each has all that the one before it has. */
export const LAYERS = ['baseline', 'axios', 'transport', 'account', 'list', 'node'] as const;

export type Layer = (typeof LAYERS)[number];

/** Items of the list: few, so that there is little but the layers. */
export const LAYER_ITEMS = 100;

/** Polls of each, and those before them. */
const ROUNDS = { warmUp: 50, measured: 200 };

/** What polls with a layer cost, in CPU milliseconds, in the median. */
export interface LayerCost {
  readonly layer: Layer;
  readonly cpuMs: number;
}

/** Measures the layers one after the other, round by round. */
export async function measureLayers(server: BenchServer): Promise<LayerCost[]> {
  const baseUrl = server.baseUrl(LAYER_ITEMS);
  const lanes = await Promise.all(
    LAYERS.map(async (layer) => ({
      layer,
      process: await startLayer(layer, baseUrl),
      cpuTimes: new Array<number>(),
    })),
  );
  for (let round = 0; round < ROUNDS.warmUp + ROUNDS.measured; round++) {
    for (const { process, cpuTimes } of round % 2 ? lanes.toReversed() : lanes) {
      const sample = await process.ask('poll');
      assertSample(sample);
      if (round >= ROUNDS.warmUp) cpuTimes.push(sample.cpuMs);
    }
  }
  await Promise.all(lanes.map(({ process }) => process.close()));
  return lanes.map(({ layer, cpuTimes }) => ({ layer, cpuMs: median(cpuTimes) }));
}

async function startLayer(layer: Layer, baseUrl: string): Promise<Child> {
  if (layer === 'baseline') return startNode('baseline', { baseUrl, nodes: 1 });
  if (layer === 'node') return startNode('list', { baseUrl, nodes: 1 });
  const child = new Child('layers', [baseUrl, layer]);
  await child.ask('ready');
  return child;
}
