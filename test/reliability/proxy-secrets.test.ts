import assert from 'node:assert/strict';
import type { ErrorCode } from '../../src/errors';
import { passTime } from '../support/clock';
import type { Listening } from '../support/listen';
import { startRawServer } from '../support/raw-server';
import { useFaultRig } from './fault-rig';
import { watchTrigger } from './flow-view';
import { marker } from './marker';
import { assertKept } from './secrets';
import { INODE } from './services/inode';

describe('secrets of a proxy', () => {
  const rig = useFaultRig(INODE);
  const username = marker();
  const password = marker();
  const basic = Buffer.from(`${username}:${password}`).toString('base64');
  const secrets = [username, password, basic];
  const says = (head: string): string =>
    `HTTP/1.1 ${head}\r\nConnection: close\r\nX-Debug: ${secrets.join(' ')}\r\n\r\n${secrets.join(' ')}`;
  let proxy: Listening;

  afterEach(() => proxy.close());

  const cases = [
    ['http', '407 Proxy Authentication Required', 'PROXY_REFUSED'],
    ['http', '502 Bad Gateway', 'SERVER_ERROR'],
    ['http', '200 OK', 'SIGN_IN_FAILED'],
    ['https', '407 Proxy Authentication Required', 'PROXY_REFUSED'],
    ['https', `403 ${password}`, 'PROXY_REFUSED'],
    ['https', '502 Bad Gateway', 'UNREACHABLE'],
    ['https', password, 'UNREACHABLE'],
  ] as const;
  for (const [scheme, head, code] of cases) {
    const what = `"${head.replace(password, '(the password)')}" to ${scheme}`;
    const settings = { ...INODE.at(`${scheme}://127.0.0.1:9`), allowInsecure: true };

    it(`are not shown where the environment names it and it answers ${what}`, async () => {
      proxy = await startRawServer(says(head));
      const address = proxy.origin.replace('//', `//${username}:${password}@`);
      rig.bed.setEnvironment(`${scheme}_proxy`, address);
      rig.bed.setEnvironment('no_proxy', '');
      await rig.deploy(settings);
      await assertKeptWhere(code);
    });

    it(`are not shown where a configuration node names it and it answers ${what}`, async () => {
      proxy = await startRawServer(says(head));
      await rig.deploy(settings, { url: proxy.origin, username, password });
      await assertKeptWhere(code);
    });
  }

  async function assertKeptWhere(code: ErrorCode): Promise<void> {
    const { bed } = rig;
    await watchTrigger(bed, 'links', code, () => passTime(bed.clock, bed.trigger('links')));
    assert(proxy.connections > 0, 'the proxy was asked');
    assertKept(rig, code, secrets);
  }
});
