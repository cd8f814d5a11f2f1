import assert from 'node:assert/strict';
import texts from '../../nodes/locales/en-US/inode-config.json';
import { assertMistakes, type Mistake, said } from './support/assert-mistakes';
import { flowOf } from './support/flow';
import { NODES_WITH_MISTAKES, nodeMistakeCases } from './support/node-mistakes';
import { useBed } from './support/use-bed';
import { useEditor } from './support/use-editor';

const { problem, reason } = texts['inode-config'];

const TIMEOUT = reason.timeoutNumber.replace('__most__', '86400');

/** The fields of the connection, which all accounts have from the same place. */
const CONNECTION: readonly Mistake[] = [
  ['baseUrl', 'inode.example', reason.baseUrlInvalid],
  ['baseUrl', 'https://somebody@inode.example/', reason.baseUrlInvalid],
  ['baseUrl', 'https://inode example/', reason.baseUrlInvalid],
  ['baseUrl', 'http://inode.example/', reason.addressPlain],
  ['baseUrl', ' ${URL} ', spaced('URL')],
  ['timeout', '0', TIMEOUT],
  ['timeout', '999999', TIMEOUT],
  ['retries', '1.5', reason.retriesNumber],
  ['requestsPerMinute', '0', reason.requestsPerMinuteNumber],
];

function spaced(name: string): string {
  return reason.variableSpaced.replace('__name__', name);
}

/** A variable that the nodes on one tab see. */
const OF_A_TAB = { name: 'OF_A_TAB', value: 'sync', type: 'str' };

/** Each configuration node, the choice in its dialog, and what can be wrong in it. */
const DIALOGS: { name: string; type: string; auth?: string; mistakes: readonly Mistake[] }[] = [
  {
    name: 'an account with an API token',
    type: 'inode-config',
    auth: 'token',
    mistakes: [
      ['token', '', problem.required],
      ['token', ' ${TOKEN}', spaced('TOKEN')],
      ...CONNECTION,
    ],
  },
  {
    name: 'an account with a user name and password',
    type: 'inode-config',
    auth: 'oauth2',
    mistakes: [
      ['username', '', problem.required],
      ['password', '', problem.required],
      ['clientId', '', problem.required],
      ['clientSecret', '', problem.required],
      ['scope', '${SCOPE} ', spaced('SCOPE')],
    ],
  },
  {
    name: 'an InnerSpace client',
    type: 'innerspace-config',
    mistakes: [
      ['clientId', '', problem.required],
      ['clientSecret', '', problem.required],
      ['baseUrl', 'https://innerspace example/', reason.baseUrlInvalid],
    ],
  },
  {
    name: 'an RDP user',
    type: 'rdp-config',
    mistakes: [
      ['username', '', problem.required],
      ['password', '', problem.required],
      ['clientId', '', problem.required],
      ['tokenUrl', 'refinitiv.example', reason.tokenUrlInvalid],
      ['tokenUrl', 'http://refinitiv.example/', reason.addressPlain],
      ['baseUrl', 'refinitiv.example', reason.baseUrlInvalid],
    ],
  },
];

/** Every mistake is shown where it is made, before Deploy. */
describe('a mistake', () => {
  const bed = useBed();
  const editor = useEditor(bed, () => [
    ...flowOf([
      { id: 'unchosen', type: 'inode-links', mode: 'list', query: [] },
      { id: 'gone', type: 'inode-devices', server: 'nowhere', mode: 'list', query: [] },
      { id: 'unready', type: 'innerspace-query', server: 'innerspace-config', query: '{ a }' },
      { id: 'off', type: 'inode-links', server: 'disabled', mode: 'list', query: [] },
      { id: 'request', type: 'rdp-request', server: 'rdp-config', method: 'GET', query: [] },
      ...NODES_WITH_MISTAKES,
    ]),
    ...['inode-config', 'innerspace-config', 'rdp-config'].map((type) => ({
      id: type,
      type,
      name: type,
    })),
    { id: 'disabled', type: 'inode-config', name: 'disabled', d: true },
    { id: 'other', type: 'tab', label: 'Other', env: [OF_A_TAB] },
  ]);

  for (const { name, type, auth, mistakes } of DIALOGS) {
    it(`in ${name} marks its field and says what is wrong`, async () => {
      const account = await editor.current.openAccount(type);
      if (auth !== undefined) await account.field('auth').selectOption(auth);
      await account.unfoldAdvanced();
      await assertMistakes(account, mistakes);
      await account.cancel();
    });
  }

  it('without an account is flagged on the node and in its dialog', async () => {
    for (const id of ['unchosen', 'gone']) {
      assert.match(await editor.current.problemsOf(editor.current.node(id)), /Account/);
      const node = await editor.current.openNode(editor.current.node(id));
      await node.comesToBe('server', 'wrong');
      assert.match(await node.problemOf('server'), /Account/);
      await node.cancel();
    }
  });

  it('is a disabled account, which is flagged on the node that uses it', async () => {
    const problems = await editor.current.problemsOf(editor.current.node('off'));
    assert.match(problems, /the account is disabled/);
  });

  it('in an account is a variable of a tab, which it does not see', async () => {
    const account = await editor.current.openAccount('inode-config');
    await account.field('auth').selectOption('oauth2');
    await account.unfoldAdvanced();
    const says = problem.variableOfFlow.replace('__name__', OF_A_TAB.name);
    assert.equal(await said(account, 'scope', '${OF_A_TAB}'), says);
    await account.cancel();
  });

  it('in a query parameter is flagged in its row and on the node', async () => {
    const node = await editor.current.openNode(editor.current.node('unchosen'));
    const name = await node.addQueryParameter();
    await name.fill('status');
    await name.fill('');
    await name.and(editor.current.page.locator('.input-error')).waitFor();
    await node.root.locator('.inode-query-row .red-ui-typedInput-input').fill('7');
    await node.done();
    const says = problem.queryName.replace('__row__', '1');
    const problems = await editor.current.problemsOf(editor.current.node('unchosen'));
    assert(problems.includes(says), problems);
  });

  it('in the path of an RDP request is marked, an address for one', async () => {
    const node = await editor.current.openNode(editor.current.node('request'));
    assert.equal(await said(node, 'path', 'https://api.refinitiv.com/data'), problem.path);
    assert.equal(await said(node, 'path', '../x'), problem.path);
    await node.cancel();
  });

  it('in the variables of an InnerSpace query is marked, as is one that is not JSON', async () => {
    const node = await editor.current.openNode(editor.current.node('unready'));
    const input = node.root.locator('.red-ui-typedInput-container input');
    await input.fill('{ "building": }');
    await input.blur();
    await node.comesToBe('variables', 'wrong');
    await node.cancel();
  });

  nodeMistakeCases(editor);
});
