import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { passTime } from '../support/clock';
import { strongPassword } from '../support/strong-password';
import { adminAuth } from './support/admin-auth';
import { innerspace, rdp } from './support/flow-nodes';
import { postToDialog } from './support/post-to-dialog';
import { useTestBed } from './support/test-bed';

/** What the dialogs may ask, and whom else the answer is for. */
const ENDPOINTS = [
  { path: 'inode-config/test', permission: 'inode-config.write' },
  { path: 'innerspace-config/test', permission: 'innerspace-config.write' },
  { path: 'rdp-config/test', permission: 'rdp-config.write' },
  { path: 'inode-config/state', permission: 'inode-config.write' },
  { path: 'inode-links/preview', permission: 'inode-links.write', server: 'account' },
  { path: 'inode-devices/preview', permission: 'inode-devices.write', server: 'account' },
  { path: 'inode-changes/paths', permission: 'inode-changes.write' },
  { path: 'inode-geojson/paths', permission: 'inode-geojson.write' },
  { path: 'inode-quality/paths', permission: 'inode-quality.write' },
  { path: 'rdp-config/rdp/password', permission: 'rdp-config.write' },
  { path: 'innerspace-query/schema', permission: 'innerspace-query.write', server: 'innerspace' },
];

describe('what the dialogs ask of a Node-RED with adminAuth', () => {
  const bed = useTestBed();
  const tokens = new Map<string, string>();

  beforeEach(async () => {
    const permissions = [
      'read',
      'write',
      '*',
      'flows.write',
      ...ENDPOINTS.map((e) => e.permission),
    ];
    for (const each of permissions) tokens.set(each, randomBytes(12).toString('hex'));
    const admins = [...tokens].map(([each, token]) => ({ token, permissions: each }));
    const { innerspace: first, rdp: second } = bed.simulator;
    const { baseUrl, tokenUrl } = second;
    await bed.deploy([innerspace({ baseUrl: first.baseUrl }), rdp({ baseUrl, tokenUrl })], {
      others: { innerspace: { ...first.account }, rdp: { ...second.account } },
      prepare: adminAuth(admins),
    });
  });

  /** The status for somebody with this permission; nobody at all without one. */
  async function statusFor(
    { path, server }: { path: string; server?: string },
    permission?: string,
  ): Promise<number> {
    const oldPassword = bed.simulator.rdp.account.password;
    const body = { id: 'account', oldPassword, newPassword: strongPassword(), server };
    const headers = permission && { authorization: `Bearer ${tokens.get(permission)}` };
    const { status } = await passTime(bed.clock, postToDialog(path, body, headers || {}));
    return status;
  }

  for (const endpoint of ENDPOINTS) {
    const { path, permission } = endpoint;
    for (const allowed of ['*', 'write', permission]) {
      it(`POST ${path} is answered to somebody who may "${allowed}"`, async () => {
        assert.equal(await statusFor(endpoint, allowed), 200);
      });
    }

    const others = ENDPOINTS.map((e) => e.permission).filter((other) => other !== permission);
    it(`POST ${path} is refused to everybody else`, async () => {
      for (const forbidden of [undefined, 'read', 'flows.write', ...others]) {
        assert.equal(await statusFor(endpoint, forbidden), 401, forbidden ?? 'no permission');
      }
      assert.equal(bed.simulator.requests.length, 0);
    });
  }
});
