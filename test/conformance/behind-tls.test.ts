import assert from 'node:assert/strict';
import { certificates, needsOpenssl } from '../network/support/certificates';
import { assertSent } from '../nodes/support/failure';
import { inodeRequest, links } from '../nodes/support/flow-nodes';
import { useConformanceRig } from './conformance-rig';
import { listRequests } from './request-log';
import { startTlsProxy, type TlsProxy } from './tls-proxy';

/** What the service is asked for by, as proxies are set up, and so what it calls itself. */
const HOSTS: [what: string, host: string | undefined][] = [
  ['by http', undefined],
  ['by http and without the port', '127.0.0.1'],
];
const INNER_HOST = 'inode-backend:8000';

/** Both read links, in pages. */
const NODES = [
  links({ id: 'links', mode: 'pages' }),
  inodeRequest({ id: 'links', path: 'v1/links/', mode: 'list' }),
];

describe('a list of Django REST Framework behind a proxy that ends TLS', () => {
  needsOpenssl();
  const rig = useConformanceRig({ hosts: ['127.0.0.1', 'inode-backend'] });
  let proxy: TlsProxy;

  before(async () => {
    proxy = await startTlsProxy(Number(new URL(rig.django.baseUrl).port), certificates().server);
  });
  after(() => proxy.close());

  async function trigger(node: (typeof NODES)[number], account = {}) {
    const baseUrl = `https://127.0.0.1:${proxy.port}/api/`;
    const flow = await rig.deploy([node], {
      account: { baseUrl, ...account },
      ca: certificates().ca,
    });
    return flow.trigger('links');
  }

  const itemsOf = (outcome: Awaited<ReturnType<typeof trigger>>): unknown[] =>
    assertSent(outcome).flatMap(({ payload }) => payload);

  for (const node of NODES) {
    for (const [what, host] of HOSTS) {
      it(`is read to its end by ${node.type} where its next page is named ${what}`, async () => {
        proxy.host = host;
        assert.deepEqual(itemsOf(await trigger(node)), rig.links);
      });
    }

    it(`is refused to ${node.type} where its next page is on an inner host, with what helps`, async () => {
      proxy.host = INNER_HOST;
      const { error } = await trigger(node);
      assert(error instanceof Error);
      assert.match(error.message, /another server.*tick "Ignore the host of next pages"/);
      assert.equal(listRequests(await rig.django.requests()).length, 1);
    });

    it(`is read to its end by ${node.type} from an inner host where the account ignores that`, async () => {
      proxy.host = INNER_HOST;
      assert.deepEqual(itemsOf(await trigger(node, { ignoreNextHost: true })), rig.links);
    });
  }
});
