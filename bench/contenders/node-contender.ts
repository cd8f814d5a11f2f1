import { join } from 'node:path';
import { Child } from '../child';
import { assertSample, assertStrain } from '../sample';
import type { FlowName, SetUp } from '../worker/set-up';
import type { Contender } from './contender';

/** Those that are processes of Node.js. */
export type NodeName = 'floor' | FlowName;

/** Starts the process of the floor, or of a Node-RED with one of the flows. */
export async function startWorker(name: NodeName, where: Omit<SetUp, 'flow'>): Promise<Child> {
  const script = name === 'floor' ? 'floor.js' : 'node-red.js';
  const flow = name === 'floor' ? 'list' : name;
  const child = new Child(join(__dirname, '../worker', script), { ...where, flow });
  await child.ask('ready');
  return child;
}

/** Starts the floor, or a Node-RED with one of the flows. */
export async function startNode(name: NodeName, where: Omit<SetUp, 'flow'>): Promise<Contender> {
  const child = await startWorker(name, where);
  return {
    name,
    async poll() {
      const sample = await child.ask('poll');
      assertSample(sample);
      return sample;
    },
    async weigh() {
      const strain = await child.ask('weigh');
      assertStrain(strain);
      return strain;
    },
    async close() {
      await child.ask('stop');
      await child.close();
    },
  };
}
