import assert from 'node:assert/strict';
import { assertRefused, assertWorks } from './support/account-checks';
import { assertFailed } from './support/failure';
import { innerspace, inodeRequest, links, query } from './support/flow-nodes';
import { sentParametersAgain } from './support/sent-parameters';
import { useTestBed } from './support/test-bed';

/** What a person may write where a choice is expected. */
const NO_CHOICE = ['array', 1, null, '', {}];

/** What a person may write where query parameters are expected. */
const NO_QUERY = [
  ...[{}, 'status=1', 7, [null], ['x']].map((saved) => [saved, /not a list of rows/] as const),
  ...[[{ value: 'x' }], [{ name: {} }]].map((saved) => [saved, /names and values/] as const),
] as const;

describe('a flow that was written by hand', () => {
  const bed = useTestBed();

  for (const mode of NO_CHOICE) {
    it(`with the mode ${JSON.stringify(mode)} has settings that cannot be used`, async () => {
      await bed.deploy([
        { ...links(), mode },
        { ...inodeRequest({ path: 'v1/links/' }), mode },
      ]);
      await assertRefused(bed, 'CONFIG_INVALID', /one of list, items, pages/);
      const { message } = assertFailed(await bed.trigger('request'), 'CONFIG_INVALID');
      assert.match(message, /one of answer, list, items, pages/);
    });
  }

  it('may lack the mode and the query', async () => {
    const { mode: _mode, query: _query, ...rest } = links();
    await bed.deploy([rest]);
    await assertWorks(bed);
  });

  it('may have null in the place of the query', async () => {
    await bed.deploy([{ ...links(), query: null }]);
    await assertWorks(bed);
  });

  for (const [saved, says] of NO_QUERY) {
    it(`with the query ${JSON.stringify(saved)} has settings that cannot be used`, async () => {
      const path = 'v1/links/';
      await bed.deploy([
        { ...links(), query: saved },
        { ...inodeRequest({ path }), query: saved },
      ]);
      await assertRefused(bed, 'CONFIG_INVALID', says);
      assertFailed(await bed.trigger('request'), 'CONFIG_INVALID');
    });
  }

  it('may have parameters without quotes and types', async () => {
    await bed.deploy([{ ...links(), query: [{ name: 1, value: 2 }, { name: 'a' }] }]);
    assert.deepEqual(await sentParametersAgain(bed), ['1=2', 'a=']);
  });

  for (const [timeout, says] of [
    ['99999999', /at most 2147483/],
    ['0', /above 0/],
  ] as const) {
    it(`with a time-out of ${timeout} s reports what a time-out may be`, async () => {
      await bed.deploy([links()], { account: { timeout } });
      await assertRefused(bed, 'CONFIG_INVALID', says);
    });
  }

  it('with a space beside a variable is an error that says so, in settings and in credentials', async () => {
    bed.setEnvironment('INODE_TEST_URL', bed.simulator.baseUrl);
    await bed.deploy([links()], { account: { baseUrl: ' ${INODE_TEST_URL}' } });
    await assertRefused(bed, 'CONFIG_INVALID', /spaces around .* INODE_TEST_URL/);
    await bed.restart([links()], {
      credentials: { ...bed.simulator.account, password: '${INODE_TEST_URL} ' },
    });
    await assertRefused(bed, 'CONFIG_INVALID', /spaces around/);
  });

  it('with an unknown label of the form has settings that cannot be used', async () => {
    const { baseUrl, account } = bed.simulator.innerspace;
    const client = { ...innerspace({ baseUrl }), contentType: 'text' };
    await bed.deploy([client, query({ query: '{ __typename }' })], {
      others: { innerspace: account },
    });
    const { message } = assertFailed(await bed.trigger('query'), 'CONFIG_INVALID');
    assert.match(message, /one of form, json/);
  });
});
