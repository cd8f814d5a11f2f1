import assert from 'node:assert/strict';
import type { AccountSettings } from '../../nodes/settings';
import { assertAttempts, assertRefused, assertWorks } from './support/account-checks';
import { assertFailed } from './support/failure';
import { links } from './support/flow-nodes';
import { useTestBed } from './support/test-bed';

/** The credentials of OAuth2, and what the user calls them. */
const CREDENTIALS = {
  username: 'user name',
  password: 'password',
  clientId: 'client id',
  clientSecret: 'client secret',
};

describe('the account', () => {
  const bed = useTestBed();

  describe('without a credential', () => {
    for (const [name, spoken] of Object.entries(CREDENTIALS)) {
      it(`names the ${spoken} that is missing`, async () => {
        const credentials = { ...bed.simulator.account, [name]: '' };
        await bed.deploy([links()], { credentials });
        await assertRefused(bed, 'CREDENTIALS_MISSING', new RegExp(`the ${spoken} is missing`));
      });
    }

    it('names the API token that is missing', async () => {
      await bed.deploy([links()], { account: { auth: 'token' }, credentials: {} });
      await assertRefused(bed, 'CREDENTIALS_MISSING', /API token is missing/);
    });
  });

  describe('that is not there', () => {
    for (const [what, server] of [
      ['no account', ''],
      ['an account that was deleted', 'deleted'],
      ['a node that is not an account', 'out'],
    ] as const) {
      it(`fails each message of a node with ${what}`, async () => {
        await bed.deploy([links({ server })]);
        await assertRefused(bed, 'CONFIG_INVALID', /no account/);
        await assertRefused(bed, 'CONFIG_INVALID', /no account/);
      });
    }
  });

  describe('with a base URL', () => {
    it('may leave out the trailing slash', async () => {
      await bed.deploy([links()], { account: { baseUrl: bed.simulator.baseUrl.slice(0, -1) } });
      await assertWorks(bed);
    });

    it('may have blanks around it', async () => {
      await bed.deploy([links()], { account: { baseUrl: ` ${bed.simulator.baseUrl} ` } });
      await assertWorks(bed);
    });

    for (const ending of ['', '/']) {
      it(`keeps its path, here one that ends in "proxy${ending}"`, async () => {
        const baseUrl = `${bed.simulator.baseUrl}behind/a/proxy${ending}`;
        await bed.deploy([links()], { account: { baseUrl, auth: 'token' } });
        assertFailed(await bed.trigger('links'), 'NOT_FOUND');
        assert.equal(bed.simulator.requests.at(-1)?.path, '/api/behind/a/proxy/v1/links/');
      });
    }

    for (const [baseUrl, reason] of [
      ['', /must start with http/],
      ['inode.example', /must start with http/],
      ['ftp://inode.example/', /http:\/\/ or https:\/\//],
      ['https://user:word@inode.example/', /no user name/],
      ['https://inode.example/?a=1', /no user name, query/],
    ] as const) {
      it(`refuses "${baseUrl}"`, async () => {
        await bed.deploy([links()], { account: { baseUrl } });
        await assertRefused(bed, 'CONFIG_INVALID', reason);
      });
    }
  });

  describe('with numbers', () => {
    for (const retries of [0, '1']) {
      it(`repeats a failed call as often as retries says: ${JSON.stringify(retries)}`, async () => {
        await bed.deploy([links()], { account: { retries } });
        await assertAttempts(bed, Number(retries) + 1);
      });
    }

    it('repeats it 3 times by default', async () => {
      await bed.deploy([links()], { account: { retries: '' } });
      await assertAttempts(bed, 4);
    });

    const unusable: readonly Partial<AccountSettings>[] = [
      { retries: -1 },
      { retries: 1.5 },
      { retries: 'often' },
      { timeout: 0 },
      { timeout: -1 },
      { timeout: 'long' },
    ];
    for (const settings of unusable) {
      it(`refuses ${JSON.stringify(settings)}`, async () => {
        await bed.deploy([links()], { account: settings });
        await assertRefused(bed, 'CONFIG_INVALID', /must be/);
      });
    }
  });
});
