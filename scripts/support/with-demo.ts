import { startSimulator } from '../../simulator/index';
import { AdminApi } from './admin-api';
import { demoEnvironment, readDemoFlow } from './demo';
import { startTemporaryNodeRed } from './temporary-node-red';

/**
 * Runs what `npm start` runs, on free ports and in a temporary folder, for as
 * long as a task takes.
 *
 * @param task is given the address of the editor, with a slash at the end
 */
export async function withDemo(task: (url: string) => Promise<void>): Promise<void> {
  const simulator = await startSimulator();
  try {
    const env = demoEnvironment(simulator);
    const nodeRed = await startTemporaryNodeRed({
      nodeRed: process.env['NODE_RED'] ?? 'node-red',
      installed: true,
      env,
    });
    try {
      await new AdminApi(nodeRed.process.url).deploy(await readDemoFlow());
      await task(nodeRed.process.url);
    } finally {
      await nodeRed.close();
    }
  } finally {
    await simulator.close();
  }
}
