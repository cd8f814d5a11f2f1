import assert from 'node:assert/strict';
import { ACCOUNT_DEFAULTS } from '../../nodes/settings';
import { flowOf } from './support/flow';
import { useBed } from './support/use-bed';
import { useEditor } from './support/use-editor';

/** The buttons that try the account, and show what it has done. */
const BUTTONS = ['inode-test', 'inode-state'];

/** The fields of an account in the order in which Tab goes through them. */
const WITH_TOKEN = ['name', 'auth', 'token', ...BUTTONS];
const PASSWORD_FIELDS = ['username', 'password', 'clientId', 'clientSecret'];
const WITH_PASSWORD = ['name', 'auth', ...PASSWORD_FIELDS, ...BUTTONS];
const ADVANCED = [
  'baseUrl',
  'scope',
  'timeout',
  'retries',
  'concurrency',
  'requestsPerMinute',
  'maxMegabytes',
  'tls',
];

/** Without a mouse, an account can be filled in. */
describe('the keyboard alone', () => {
  const bed = useBed();
  const editor = useEditor(bed, ({ baseUrl, account: credentials }) => [
    ...flowOf([{ id: 'links', type: 'inode-links', server: 'account', mode: 'list', query: [] }]),
    { ...ACCOUNT_DEFAULTS, id: 'account', type: 'inode-config', baseUrl, credentials },
  ]);

  it('goes through an account, changes its type, unfolds the advanced settings and saves', async () => {
    const { keyboard } = editor.current.page;
    const account = await editor.current.openAccount('iNode account');
    await account.field('name').focus();
    assert.deepEqual(await account.tabThrough(WITH_TOKEN.length), WITH_TOKEN);

    for (const _ of WITH_TOKEN.slice(1)) await keyboard.press('Shift+Tab');
    await keyboard.press('ArrowDown');
    await keyboard.press('Shift+Tab');
    assert.deepEqual(await account.tabThrough(WITH_PASSWORD.length), WITH_PASSWORD);

    // An address of one's own has unfolded them: fold, and unfold again.
    await keyboard.press('Enter');
    await keyboard.press('Enter');
    await keyboard.press('Tab');
    assert.deepEqual(await account.tabThrough(ADVANCED.length), ADVANCED);

    await keyboard.press('Control+Enter');
    await account.closed();
    await editor.current.deployByKey();
    const saved = (await bed.current.api.flows()).find(({ id }) => id === 'account');
    assert.equal(saved?.['auth'], 'oauth2');
  });
});
