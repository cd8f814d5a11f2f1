import { deploy, type Flow, type FlowOptions, type ListNode } from './flow';
import { type Stack, type StackOptions, startStack } from './stack';

export const LINKS: ListNode = { id: 'links', type: 'inode-links' };
export const DEVICES: ListNode = { id: 'devices', type: 'inode-devices' };

interface Service {
  readonly stack: Stack;
  /** The lists as a message must carry them. */
  readonly links: readonly unknown[];
  readonly devices: readonly unknown[];
}

/** What the cases of one `describe` work with. */
export interface TestBed extends Service {
  /** Deploys the flow of one test and clears the request log. */
  deploy(options: FlowOptions): Promise<Flow>;
}

/** Gives the surrounding `describe` a service of its own, and each test a flow of its own. */
export function useTestBed(options: StackOptions = {}): TestBed {
  let running: Service | undefined;
  let flow: Flow | undefined;

  const service = (): Service => {
    if (running === undefined) throw new Error('The service is up only while tests run.');
    return running;
  };

  before(async () => {
    const stack = await startStack(options);
    running = { stack, links: await stack.items('links'), devices: await stack.items('devices') };
  });

  afterEach(async () => {
    await flow?.stop();
    flow = undefined;
  });

  after(async () => {
    await running?.stack.stop();
    running = undefined;
  });

  return {
    get stack() {
      return service().stack;
    },
    get links() {
      return service().links;
    },
    get devices() {
      return service().devices;
    },
    async deploy(flowOptions) {
      flow = await deploy(service().stack, flowOptions);
      await service().stack.clearRequests();
      return flow;
    },
  };
}
