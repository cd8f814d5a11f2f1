import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import type { Locator, Request } from 'playwright-core';
import texts from '../../nodes/locales/en-US/inode-config.json';
import packageJson from '../../package.json';
import { closedOrigin } from '../support/closed-origin';
import { ACCOUNT_KINDS } from './support/account-kinds';
import type { Editor } from './support/editor';
import { flowWithAccounts } from './support/flow-with-accounts';
import { useBed } from './support/use-bed';
import { useEditor } from './support/use-editor';

const { ask, error, label, preview, problem, state, test } = texts['inode-config'];

const LINKS = '/api/v1/links/';

/** A secret that no service knows. */
const foreign = (): string => randomBytes(20).toString('hex');

/** A text up to the place where the reason comes in. */
function beforeReason(text: string): string {
  return text.slice(0, text.indexOf('__reason__'));
}

/** What a person changes in an account, by title, and what the test of the connection says then. */
const FAILURES: {
  wrong: string;
  title: string;
  change: () => Promise<Record<string, string>>;
  says: string;
}[] = [
  {
    wrong: 'API token',
    title: 'an iNode API token',
    change: async () => ({ token: foreign() }),
    says: test.error.TOKEN_REJECTED,
  },
  {
    wrong: 'password',
    title: 'an iNode user name and password',
    change: async () => ({ password: foreign() }),
    says: test.error.CREDENTIALS_REJECTED,
  },
  {
    wrong: 'client secret',
    title: 'an InnerSpace client',
    change: async () => ({ clientSecret: foreign() }),
    says: test.error.CLIENT_REJECTED,
  },
  {
    wrong: 'address',
    title: 'an iNode API token',
    change: async () => ({ token: foreign(), baseUrl: await closedOrigin() }),
    says: beforeReason(error.UNREACHABLE),
  },
  {
    wrong: 'field',
    title: 'an RDP user',
    change: async () => ({ username: '' }),
    says: problem.required,
  },
  {
    wrong: 'address, which gets no stored secret,',
    title: 'an InnerSpace client',
    change: async () => ({ baseUrl: await closedOrigin() }),
    says: error.SECRETS_NEEDED,
  },
];

/** What Node-RED answers of its own, and what the dialog says then. */
const SILENCES = [
  {
    answer: 'does not permit it',
    says: problem.notPermitted.replace('__status__', '401'),
    logged: /401/,
  },
  { answer: 'cannot be reached', says: problem.nodeRedSilent, logged: /ERR_FAILED/ },
];

/** The lists, how long they are, and a field that only their items have. */
const PREVIEWS = [
  { id: 'links', count: 24, field: 'travel_time' },
  { id: 'devices', count: 14, field: 'input_voltage' },
];

/** The dialogs ask the runtime before anything is deployed. */
describe('a question that a dialog asks', () => {
  const bed = useBed();
  const editor = useEditor(bed, flowWithAccounts);

  for (const { title, tested } of ACCOUNT_KINDS) {
    it(`is whether the connection works: it does, with ${title}`, async () => {
      const account = await editor.current.openAccount(title);
      assert.match(await account.ask('inode-test'), tested);
      const button = await account.root.locator('#inode-test').innerText();
      assert.equal(button.trim(), test.button);
      await account.cancel();
    });
  }

  for (const { wrong: what, title, change, says } of FAILURES) {
    it(`is whether the connection works: a wrong ${what} of ${title} is named`, async () => {
      const account = await editor.current.openAccount(title);
      await account.unfoldAdvanced();
      await account.enter(await change());
      const answer = await account.ask('inode-test');
      assert(answer.includes(says), answer);
      await account.cancel();
    });
  }

  it('waits for a Deploy where a proxy has just been made', async () => {
    const account = await editor.current.openAccount('an iNode API token');
    await account.unfoldAdvanced();
    await addProxy(editor.current);
    await account.field('proxy').waitFor();
    assert.equal(await account.ask('inode-test'), `${label.proxy}: ${problem.undeployed}`);
    await account.cancel();
  });

  for (const { answer, says, logged } of SILENCES) {
    it(`is answered in words where Node-RED itself ${answer}`, async () => {
      const { page } = editor.current;
      const url = '**/inode-config/test';
      await page.route(url, (route) =>
        answer === 'cannot be reached' ? route.abort() : route.fulfill({ status: 401 }),
      );
      const account = await editor.current.openAccount('an iNode API token');
      assert.equal(await account.ask('inode-test'), says);
      await account.cancel();
      await page.unroute(url);
      // The browser's console says so as well.
      assert.match(bed.current.problems.splice(0).join(), logged);
    });
  }

  for (const { id, count, field } of PREVIEWS) {
    it(`is how a list begins: a preview shows the first ${id} and how many there are`, async () => {
      const node = await editor.current.openNode(editor.current.node(id));
      const answer = await node.ask('inode-preview');
      assert(answer.startsWith(`The first 5 of ${count}:`), answer);
      assert(answer.includes(field), answer);
      await node.cancel();
    });
  }

  it('can be stopped by its button', async () => {
    bed.current.simulator.faults.add({ on: { path: LINKS }, fault: { kind: 'hang' } });
    const account = await editor.current.openAccount('an iNode API token');
    const button = account.root.locator('#inode-test');
    await button.click();
    await button.getByText(ask.stop, { exact: true }).click();
    assert.equal(await account.answerOf('inode-test'), ask.stopped);
    assert.equal((await button.innerText()).trim(), test.button);
    bed.current.simulator.faults.clear();
    await account.cancel();
  });

  it('is what a deployed account has done so far, with a text for support that names nobody', async () => {
    const { simulator } = bed.current;
    const account = await editor.current.openAccount('an iNode API token');
    const shown = await account.ask('inode-state');
    assert(shown.includes('GET /api/v1/links/: last success'), shown);
    assert(shown.includes('Requests in the last hour: '), shown);
    const copied = await copiedBy(editor.current, account.root.getByText(state.copy));
    assert(copied.startsWith(`node-red-inode ${packageJson.version}, Node-RED `), copied);
    assert.match(copied, /, inode-config token, http/);
    assert.match(copied, /GET \/api\/v1\/links\/: last success \d{4}-\d\d-\d\dT[\d:.]+Z$/m);
    for (const secret of Object.values(simulator.account)) assert(!copied.includes(secret));
    await account.cancel();
  });

  it('is put with an account that was changed, and not deployed yet', async () => {
    const node = await editor.current.openNode(editor.current.node('links'));
    const account = await node.editAccount();
    await account.unfoldAdvanced();
    await account.enter({ timeout: '20' });
    await account.done();
    const before = await requestsFor(editor.current, () => node.ask('inode-preview'));
    assert.match(before.answer, /^The first 5 of 24:/);
    assert.deepEqual(before.paths, ['/inode-config/preview']);
    await node.cancel();
    const changed = await editor.current.openAccount('an iNode API token');
    assert((await changed.ask('inode-state')).startsWith(state.asDeployed));
    await changed.cancel();
  });

  it('is put with the account as it is deployed by who may not change accounts, and says so', async () => {
    const { page } = editor.current;
    const url = '**/inode-config/preview';
    await page.route(url, (route) => route.fulfill({ status: 401 }));
    const node = await editor.current.openNode(editor.current.node('links'));
    const answer = await node.ask('inode-preview');
    assert(answer.startsWith(preview.asDeployed), answer);
    assert(answer.includes('The first 5 of 24:'), answer);
    await node.cancel();
    await page.unroute(url);
    assert.match(bed.current.problems.splice(0).join(), /401/);
  });
});

/** What a click puts on the clipboard, which a page may not read. */
async function copiedBy({ page }: Editor, button: Locator): Promise<string> {
  const copied = page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const read = (): void => resolve(String(document.getSelection()));
        document.addEventListener('copy', read, { once: true });
      }),
  );
  await button.click();
  return copied;
}

/** The paths of what the page asks Node-RED during something, and what that gives. */
async function requestsFor(
  { page }: Editor,
  run: () => Promise<string>,
): Promise<{ answer: string; paths: string[] }> {
  const paths: string[] = [];
  const note = (request: Request): void => {
    if (request.method() === 'POST') paths.push(new URL(request.url()).pathname);
  };
  page.on('request', note);
  const answer = await run();
  page.off('request', note);
  return { answer, paths };
}

/** Makes a proxy in the dialog of an account. Its own dialog takes the place of the account's meanwhile. */
async function addProxy({ page }: Editor): Promise<void> {
  await page.locator('#node-config-input-btn-proxy-add').click();
  await page.locator('#node-config-input-url').fill('http://127.0.0.1:9/');
  await page.locator('#node-config-dialog-ok').click();
}
