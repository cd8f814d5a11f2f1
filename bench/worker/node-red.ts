/** A Node-RED that polls by one of the flows, from its inject node to the last message. */

import { startNodeRed } from '../../scripts/support/embedded-node-red';
import { readSetUp } from '../answer-parent';
import { ACCOUNT } from '../flows/account';
import { coreFlow } from '../flows/core-flow';
import { CAUGHT, END, TRIGGER } from '../flows/flow';
import { packageFlow } from '../flows/package-flow';
import type { Poll, Poller } from './measure';
import { servePolls } from './serve-polls';
import { assertSetUp, type SetUp } from './set-up';

async function start({ baseUrl, nodes, flow }: SetUp): Promise<Poller> {
  const nodeRed = await startNodeRed(() => undefined);
  const deployed = flow === 'core' ? coreFlow(baseUrl, nodes) : packageFlow(baseUrl, nodes, flow);
  await nodeRed.deploy(deployed, 'full', { account: ACCOUNT });
  const [trigger, end, caught] = [TRIGGER, END, CAUGHT].map((id) => nodeRed.node(id));
  let onMessage = (_message: object): void => undefined;
  end?.on('input', (message, _send, done) => {
    onMessage(message);
    done();
  });
  caught?.on('input', (message) => {
    throw new Error(`The flow failed: ${JSON.stringify(Object(message).error)}`);
  });
  const poll: Poll = (onFirst) =>
    new Promise((resolve) => {
      let [isFirst, lists] = [true, 0];
      onMessage = (message) => {
        if (isFirst) onFirst();
        isFirst = false;
        if (isLast(message) && ++lists === nodes) resolve();
      };
      trigger?.receive({});
    });
  return { poll, stop: () => nodeRed.stop() };
}

/** Whether it ends a list: the only message for it, or the last one of a sequence. */
function isLast(message: object): boolean {
  const { parts }: { parts?: { index: number; count?: number } } = message;
  return parts === undefined || parts.index + 1 === parts.count;
}

const setUp = readSetUp();
assertSetUp(setUp);
servePolls(start(setUp));
