import helper from 'node-red-node-test-helper';
import type { AccountCredentials } from '../../nodes/settings';
import {
  type AccountNodeSettings,
  account,
  type FlowNode,
  JOIN,
  OUT,
  TAB,
} from '../nodes/support/flow-nodes';
import { Journal } from '../nodes/support/journal';
import { coreNode, packageNodes } from '../nodes/support/node-red';
import { needs } from '../support/needs';
import { type Django, type DjangoOptions, hasDjango, startDjango } from './django';

/** How the account of a flow differs from that of the service. */
export interface FlowOptions {
  readonly account?: AccountNodeSettings;
  readonly credentials?: Partial<AccountCredentials>;
  /** Certificate of the authority that the account trusts, in PEM. */
  readonly ca?: string;
}

/** The core node that holds what the account trusts. */
const TLS: FlowNode = {
  id: 'tls',
  type: 'tls-config',
  cert: '',
  key: '',
  ca: '',
  verifyservercert: true,
};

interface Service {
  readonly django: Django;
  /** The lists as a message must carry them. */
  readonly links: readonly unknown[];
  readonly devices: readonly unknown[];
}

/** What the tests of one `describe` work with. */
export interface ConformanceRig extends Service {
  /** Deploys the flow of one test and clears the request log. */
  deploy(nodes: readonly FlowNode[], options?: FlowOptions): Promise<Journal>;
}

/** To start Django takes seconds, so the tests that want nothing special share one. */
let shared: Promise<Service> | undefined;

after(async () => (await shared)?.django.stop());

/**
 * Gives the surrounding `describe` a service, and each test a flow of its own.
 *
 * @param options of a service of its own, for tests that change what others rely on as well; one
 * that is shared, unless given
 */
export function useConformanceRig(options?: DjangoOptions): ConformanceRig {
  let running: Service | undefined;
  let journal: Journal | undefined;

  const service = (): Service => {
    if (running === undefined) throw new Error('The service is up only while tests run.');
    return running;
  };

  needs(hasDjango, 'python3-django', 'python3-djangorestframework', 'python3-django-oauth-toolkit');

  before(async () => {
    if (options === undefined) shared ??= startService({});
    running = await (options === undefined ? shared : startService(options));
  });

  afterEach(async () => {
    await helper.unload();
    journal?.check();
    journal?.close();
    journal = undefined;
  });

  after(async () => {
    if (options !== undefined) await running?.django.stop();
    running = undefined;
  });

  return {
    get django() {
      return service().django;
    },
    get links() {
      return service().links;
    },
    get devices() {
      return service().devices;
    },
    async deploy(nodes, { account: settings, credentials, ca } = {}) {
      const { django } = service();
      journal = new Journal();
      await helper.load(
        [...['sequence/17-split.js', 'network/05-tls.js'].map(coreNode), ...packageNodes()],
        [
          TAB,
          TLS,
          account({ baseUrl: django.baseUrl, tls: ca === undefined ? '' : TLS.id, ...settings }),
          JOIN,
          OUT,
          ...nodes,
        ],
        { account: { ...django.credentials, ...credentials }, [TLS.id]: { cadata: ca } },
      );
      await django.clearRequests();
      return journal;
    },
  };
}

async function startService(options: DjangoOptions): Promise<Service> {
  const django = await startDjango(options);
  return {
    django,
    links: await django.items('links'),
    devices: await django.items('devices'),
  };
}
