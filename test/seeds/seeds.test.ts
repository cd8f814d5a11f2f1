import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { findPython } from '../../scripts/support/python';
import { SAMPLE_QUERY } from '../../simulator/test/innerspace/sample-query';
import { assertSent } from '../nodes/support/failure';
import { devices, innerspace, links, query, rdp, request } from '../nodes/support/flow-nodes';
import { useTestBed } from '../nodes/support/test-bed';
import { useUserDir } from '../nodes/support/use-user-dir';
import { needs } from '../support/needs';
import { AT_ONCE, runExample } from './run-example';
import { type SeenRequest, seen } from './seen-request';
import {
  byExample,
  byNodes,
  INNERSPACE,
  INNERSPACE_NESTED,
  INNERSPACE_SESSION,
  INODE_KEY,
  INODE_USER,
  INSIGHTS_OPERATION,
  OPERATION,
  QUERY,
  RDP,
} from './table';

describe("the vendors' examples and the nodes make the same requests", function () {
  this.timeout(20_000);
  const bed = useTestBed({ rdpAccount: { clientSecret: '' } });
  const userDir = useUserDir();

  needs(() => findPython('requests') !== undefined, 'python3-requests');

  let looked = 0;
  beforeEach(() => {
    looked = 0;
  });

  /** The requests since the last look. */
  function sent(account: object): SeenRequest[] {
    const requests = bed.simulator.requests.slice(looked);
    looked += requests.length;
    return requests.map((each) => seen(each, account));
  }

  async function trigger(...ids: string[]): Promise<void> {
    for (const id of ids) assertSent(await bed.trigger(id));
  }

  it('to iNode, as a user whose token is refused in the second round', async () => {
    const { account, baseUrl } = bed.simulator;
    const { username, password, clientId, clientSecret } = account;
    const settings = {
      base_url: baseUrl,
      username,
      password,
      client_id: clientId,
      client_secret: clientSecret,
    };
    const rounds = [AT_ONCE, () => bed.simulator.revokeAccessTokens()];
    await runExample('inode_user', settings, rounds);
    assert.deepEqual(sent(account), byExample(INODE_USER));

    await bed.deploy([links(), devices()]);
    for (const before of rounds) {
      before();
      await trigger('links', 'devices');
    }
    assert.deepEqual(sent(account), byNodes(INODE_USER));
  });

  it('to iNode, with an API key', async () => {
    const { account, baseUrl } = bed.simulator;
    await runExample('inode_key', { base_url: baseUrl, token: account.token }, [AT_ONCE]);
    assert.deepEqual(sent(account), byExample(INODE_KEY));

    await bed.deploy([links(), devices()], { account: { auth: 'token' } });
    await trigger('links', 'devices');
    assert.deepEqual(sent(account), byNodes(INODE_KEY));
  });

  for (const [what, contentType, expected] of [
    ['', 'form', byNodes(INNERSPACE)],
    [
      ' to the letter where a setting says so',
      'json',
      byNodes(INNERSPACE.map(({ sends }) => ({ sends }))),
    ],
  ] as const) {
    it(`to InnerSpace v1${what}`, async () => {
      const { account, baseUrl } = bed.simulator.innerspace;
      const settings = {
        // The vendor's address has no path, and that stands for this slash.
        base_url: `${baseUrl}/`,
        client_id: account.clientId,
        client_secret: account.clientSecret,
        operation: OPERATION,
        query: QUERY,
      };
      await runExample('innerspace_query', settings, [AT_ONCE, AT_ONCE]);
      assert.deepEqual(sent(account), byExample(INNERSPACE));

      const nodes = [
        innerspace({ baseUrl, contentType }),
        query({ query: QUERY, operationName: OPERATION }),
      ];
      await bed.deploy(nodes, { others: { innerspace: { ...account } } });
      await trigger('query', 'query');
      assert.deepEqual(sent(account), expected);
    });
  }

  for (const [generation, example, table] of [
    ['v1.5', 'innerspace_nested', INNERSPACE_NESTED],
    ['v2', 'innerspace_session', INNERSPACE_SESSION],
  ] as const) {
    it(`to InnerSpace ${generation}`, async () => {
      const { account, currentUrl: baseUrl } = bed.simulator.innerspace;
      const settings = {
        base_url: `${baseUrl}/`,
        client_id: account.clientId,
        client_secret: account.clientSecret,
        operation: INSIGHTS_OPERATION,
        query: SAMPLE_QUERY,
      };
      await runExample(example, settings, [AT_ONCE, AT_ONCE]);
      assert.deepEqual(sent(account), byExample(table));

      const nodes = [
        innerspace({ generation, baseUrl }),
        query({ query: SAMPLE_QUERY, operationName: INSIGHTS_OPERATION }),
      ];
      await bed.deploy(nodes, { others: { innerspace: { ...account } } });
      await trigger('query', 'query');
      assert.deepEqual(sent(account), byNodes(table));
    });
  }

  it('to RDP, with a token that is kept over a restart and ends later', async () => {
    const { account, baseUrl, tokenUrl } = bed.simulator.rdp;
    const { username, password, clientId, clientSecret } = account;
    const file = userDir('rdp.json');
    const settings = {
      token_url: tokenUrl,
      token_file: file,
      username,
      password,
      client_id: clientId,
      client_secret: clientSecret,
    };
    await runExample('rdp_token', settings, [AT_ONCE, AT_ONCE]);
    const tokens: unknown = JSON.parse(readFileSync(file, 'utf8'));
    writeFileSync(file, JSON.stringify(Object.assign(Object(tokens), { expiry_tm: 0 })));
    await runExample('rdp_token', settings, [AT_ONCE, AT_ONCE]);
    assert.deepEqual(sent(account), byExample(RDP));

    const nodes = [rdp({ baseUrl, tokenUrl }), request({ path: 'data/echo' })];
    const options = { others: { rdp: { ...account } } };
    await bed.deploy(nodes, options);
    await trigger('request', 'request');
    await bed.restart(nodes, options);
    await trigger('request');
    bed.clock.tick(600_000);
    await trigger('request', 'request');
    const grants = sent(account).filter(({ request: line }) => line.startsWith('POST'));
    assert.deepEqual(grants, byNodes(RDP));
  });
});
