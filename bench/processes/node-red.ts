/** A Node-RED that polls by one of the flows, from its inject node to the last message. */
import { startNodeRed } from '../../scripts/support/embedded-node-red';
import { ACCOUNT, CAUGHT, END, FLOWS, TRIGGER } from './flows';
import { type Poller, servePolls } from './polls';

const [, , baseUrl = '', nodes = '1', flow = ''] = process.argv;

servePolls(start());

async function start(): Promise<Poller> {
  const flowOf = FLOWS.get(flow);
  if (flowOf === undefined) throw new Error(`There is no flow "${flow}".`);
  const nodeRed = await startNodeRed(() => undefined);
  await nodeRed.deploy(flowOf(baseUrl, Number(nodes)), 'full', { account: ACCOUNT });
  const [trigger, end, caught] = [TRIGGER, END, CAUGHT].map((id) => nodeRed.node(id));
  let onMessage = (_message: object): void => undefined;
  end?.on('input', (message, _send, done) => {
    onMessage(message);
    done();
  });
  caught?.on('input', (message) => {
    throw new Error(`The flow failed: ${JSON.stringify(message)}`);
  });
  return {
    poll: (onFirst) =>
      new Promise((resolve) => {
        let [isFirst, lists] = [true, 0];
        onMessage = (message) => {
          if (isFirst) onFirst();
          isFirst = false;
          if (isLast(message) && ++lists === Number(nodes)) resolve();
        };
        trigger?.receive({});
      }),
    stop: () => nodeRed.stop(),
  };
}

/** Whether it ends a list: the only message for it, or the last one of a sequence. */
function isLast(message: object): boolean {
  const { parts }: { parts?: { index: number; count?: number } } = message;
  return parts === undefined || parts.index + 1 === parts.count;
}
