import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer, type RequestListener, request } from 'node:http';
import { passTime, until } from '../support/clock';
import { closedOrigin } from '../support/closed-origin';
import { listen } from '../support/listen';
import { startRawServer } from '../support/raw-server';
import { assertWorks } from './support/account-checks';
import { askTest, figuresIn, type Typed } from './support/ask-test';
import { assertSent } from './support/failure';
import { type AccountNodeSettings, account, links } from './support/flow-nodes';
import { postToDialog, problemIn } from './support/post-to-dialog';
import { useTestBed } from './support/test-bed';
import { tokenRequests } from './support/token-requests';
import { useUserDir } from './support/use-user-dir';

const LISTS = { links: 24, devices: 14 };
const FOREVER = Number.POSITIVE_INFINITY;

describe('the test of an iNode account in its dialog', () => {
  const bed = useTestBed({ pageSize: 10 });
  const inFolder = useUserDir();

  const saved = (settings: AccountNodeSettings = {}) =>
    account({ baseUrl: bed.simulator.baseUrl, ...settings });
  const ask = (typed?: Typed) => askTest(saved(), typed);

  describe('that passes', () => {
    it('reports how many links and devices there are, from one page of each', async () => {
      await bed.deploy([]);
      assert.deepEqual(figuresIn(await ask()), LISTS);
      assert.deepEqual(
        bed.simulator.requests.map(({ path, search }) => path + search),
        ['/api/oauth/token/', '/api/v1/links/', '/api/v1/devices/'],
      );
    });

    it('works with an API token, without a sign-in', async () => {
      const { token } = bed.simulator.account;
      await bed.deploy([], { account: { auth: 'token' }, credentials: { token } });
      assert.deepEqual(figuresIn(await ask({ settings: { auth: 'token' } })), LISTS);
      assert.deepEqual(tokenRequests(bed.simulator), []);
    });

    it('takes what was typed for what is stored', async () => {
      const password = randomBytes(9).toString('hex');
      await bed.deploy([], { credentials: { ...bed.simulator.account, password } });
      assert.equal(problemIn(await ask()).code, 'CREDENTIALS_REJECTED');
      const credentials = { password: bed.simulator.account.password };
      assert.deepEqual(figuresIn(await ask({ credentials })), LISTS);
    });

    it('takes what is stored for what the editor has a mark for', async () => {
      await bed.deploy([]);
      const { username, clientId } = bed.simulator.account;
      const credentials = { username, clientId, password: '__PWRD__', clientSecret: '__PWRD__' };
      assert.deepEqual(figuresIn(await ask({ credentials })), LISTS);
    });

    it('takes the token as the vendor shows it, behind the word Token', async () => {
      const token = `Token ${bed.simulator.account.token}`;
      await bed.deploy([links()], { account: { auth: 'token' }, credentials: { token } });
      assert.deepEqual(figuresIn(await ask({ settings: { auth: 'token' } })), LISTS);
      await assertWorks(bed);
    });

    it('needs no deployed node where all is typed', async () => {
      await bed.deploy([]);
      const typed = { id: 'new', credentials: bed.simulator.account };
      assert.deepEqual(figuresIn(await ask(typed)), LISTS);
    });

    it('takes nothing for the settings where something else than fields was sent', async () => {
      await bed.deploy([]);
      for (const settings of ['text', ['text'], 7, null]) {
        const body = { id: 'new', settings, credentials: settings };
        const problem = problemIn(await postToDialog('inode-config/test', body));
        assert.equal(problem.code, 'CREDENTIALS_MISSING');
      }
    });

    it('takes something else than a text for the id of no node', async () => {
      await bed.deploy([]);
      const body = { id: { toString: 'x' }, settings: saved() };
      assert.equal(
        problemIn(await postToDialog('inode-config/test', body)).code,
        'CREDENTIALS_MISSING',
      );
    });

    it('tries a new path on the server of the deployed node with what is stored', async () => {
      await bed.deploy([]);
      const { baseUrl } = bed.simulator;
      const problem = problemIn(await ask({ settings: { baseUrl: `${baseUrl}no/` } }));
      assert.equal(problem.code, 'SIGN_IN_FAILED');
      assert.equal(bed.simulator.requests[0]?.path, '/api/no/oauth/token/');
    });
  });

  describe('that has no part in the deployed node', () => {
    it('leaves its sign-in and its token file alone', async () => {
      await bed.deploy([links()]);
      await assertWorks(bed);
      const kept = () =>
        readdirSync(inFolder('inode-tokens')).map((name) => {
          const file = inFolder('inode-tokens', name);
          return [name, readFileSync(file, 'hex'), statSync(file).mtimeMs];
        });
      const before = kept();
      assert.equal(before.length, 1);
      assert.deepEqual(figuresIn(await ask()), LISTS);
      await ask({ credentials: { password: 'wrong' } });
      assert.deepEqual(kept(), before);
      const asked = tokenRequests(bed.simulator);
      await assertWorks(bed);
      assert.deepEqual(tokenRequests(bed.simulator), asked);
    });

    it('works while the deployed node does not try again', async () => {
      const password = randomBytes(9).toString('hex');
      await bed.deploy([links()], { credentials: { ...bed.simulator.account, password } });
      await bed.trigger('links');
      const credentials = { password: bed.simulator.account.password };
      assert.deepEqual(figuresIn(await ask({ credentials })), LISTS);
      await bed.trigger('links');
      assert.deepEqual(tokenRequests(bed.simulator), ['password 400', 'password 200']);
    });

    it('makes no token file for a new account', async () => {
      await bed.deploy([]);
      figuresIn(await ask({ id: 'new', credentials: bed.simulator.account }));
      assert.deepEqual(readdirSync(inFolder()), []);
    });

    it('aborts when the browser goes away', async () => {
      let admin: RequestListener | undefined;
      await bed.deploy([links()], {
        prepare: (RED) => {
          admin = RED.httpAdmin;
        },
      });
      bed.simulator.faults.add({ fault: { kind: 'hang' } });
      const server = await listen(createServer(admin));
      const asking = request(`${server.origin}/inode-config/test`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
      });
      asking.on('error', () => undefined);
      asking.end(JSON.stringify({ id: 'account', settings: saved() }));
      await until(() => bed.simulator.requests.length === 1, 'the sign-in is asked for');
      asking.destroy();
      await server.close();
      // The bed finds out at its end whether a connection is left.
      await until(() => bed.clock.countTimers() === 0, 'the request is given up');
    });
  });

  describe('that fails', () => {
    const TOKEN = { path: '/api/oauth/token/' };
    const page = { kind: 'answer', status: 200, headers: { 'content-type': 'text/html' } } as const;
    const wrong = randomBytes(9).toString('hex');

    const CREDENTIALS: [field: string, code: string][] = [
      ['username', 'CREDENTIALS_REJECTED'],
      ['password', 'CREDENTIALS_REJECTED'],
      ['clientId', 'CLIENT_REJECTED'],
      ['clientSecret', 'CLIENT_REJECTED'],
    ];
    for (const [field, code] of CREDENTIALS) {
      it(`reports a wrong ${field}`, async () => {
        await bed.deploy([]);
        const answer = await ask({ credentials: { [field]: wrong } });
        assert.equal(problemIn(answer).code, code);
        assert(!answer.text.includes(wrong));
      });

      it(`reports that ${field} is missing`, async () => {
        await bed.deploy([]);
        const { code: found, message } = problemIn(await ask({ credentials: { [field]: '' } }));
        assert.equal(found, 'CREDENTIALS_MISSING');
        assert.match(message, /the (user name|password|client id|client secret) is missing/);
        assert.equal(bed.simulator.requests.length, 0);
      });
    }

    it('reports a wrong API token', async () => {
      await bed.deploy([]);
      const answer = await ask({ settings: { auth: 'token' }, credentials: { token: wrong } });
      assert.equal(problemIn(answer).code, 'TOKEN_REJECTED');
      assert(!answer.text.includes(wrong));
    });

    it('reports that nobody listens', async () => {
      await bed.deploy([]);
      const settings = { baseUrl: await closedOrigin() };
      const { code, message } = problemIn(
        await ask({ settings, credentials: bed.simulator.account }),
      );
      assert.equal(code, 'UNREACHABLE');
      assert.match(message, /ECONNREFUSED/);
    });

    it('reports that there is no server of that name', async () => {
      await bed.deploy([]);
      const settings = { baseUrl: 'https://no-such-server.invalid/' };
      const { code, message } = problemIn(
        await ask({ settings, credentials: bed.simulator.account }),
      );
      assert.equal(code, 'UNREACHABLE');
      assert.match(message, /ENOTFOUND|EAI_AGAIN/);
    });

    it('reports a server that does not speak TLS', async () => {
      await bed.deploy([]);
      const baseUrl = bed.simulator.baseUrl.replace('http:', 'https:');
      const { code } = problemIn(
        await ask({ settings: { baseUrl }, credentials: bed.simulator.account }),
      );
      assert.equal(code, 'TLS_FAILED');
    });

    it('reports a server that does not speak HTTP', async () => {
      await bed.deploy([]);
      const server = await startRawServer('220 mail.example ESMTP\r\n');
      const settings = { baseUrl: server.origin };
      const answer = await ask({ settings, credentials: bed.simulator.account });
      await server.close();
      assert.equal(problemIn(answer).code, 'UNREACHABLE');
    });

    it('reports a web page in place of the sign-in', async () => {
      await bed.deploy([]);
      bed.simulator.faults.add({ on: TOKEN, fault: { ...page, body: '<html>' } });
      const { code, message } = problemIn(await ask());
      assert.equal(code, 'SIGN_IN_FAILED');
      assert.match(message, /text\/html and not JSON/);
    });

    it('reports a web page in place of the lists', async () => {
      await bed.deploy([]);
      for (const path of ['/api/v1/links/', '/api/v1/devices/']) {
        bed.simulator.faults.add({ on: { path }, fault: { ...page, body: '<html>' } });
      }
      assert.equal(problemIn(await ask()).code, 'ANSWER_INVALID');
    });

    it('reports an address that the server does not know', async () => {
      const { token } = bed.simulator.account;
      await bed.deploy([], { account: { auth: 'token' }, credentials: { token } });
      const settings = { auth: 'token', baseUrl: `${bed.simulator.baseUrl}no/` };
      assert.equal(problemIn(await ask({ settings })).code, 'NOT_FOUND');
    });

    it('reports which list may not be read, and how long the other one is', async () => {
      await bed.deploy([]);
      const on = { path: '/api/v1/devices/' };
      const fault = { kind: 'answer', status: 403 } as const;
      bed.simulator.faults.add({ on, fault, times: FOREVER });
      const { ok, problems }: { ok?: object; problems?: { message?: string }[] } = (await ask())
        .body;
      assert.deepEqual({ ...ok, ms: 0 }, { links: LISTS.links, ms: 0 });
      assert.equal(problems?.length, 1);
      assert.match(String(problems[0]?.message), /^devices: The service denies access/);
    });

    it('reports that neither list may be read, without the name of one', async () => {
      await bed.deploy([]);
      const fault = { kind: 'answer', status: 403 } as const;
      for (const path of ['/api/v1/links/', '/api/v1/devices/']) {
        bed.simulator.faults.add({ on: { path }, fault, times: FOREVER });
      }
      assert.match(problemIn(await ask()).message, /^The service denies access/);
    });

    it('does not repeat a request', async () => {
      await bed.deploy([]);
      const fault = { kind: 'answer', status: 503, headers: { 'retry-after': '1' } } as const;
      bed.simulator.faults.add({ fault, times: FOREVER });
      assert.equal(problemIn(await ask()).code, 'SERVER_ERROR');
      assert.equal(bed.simulator.requests.length, 1);
    });

    const TIMES: [given: number, after: number][] = [
      [30, 30],
      [2, 2],
    ];
    for (const [timeout, after] of TIMES) {
      it(`waits no longer than ${after} s where the time-out is ${timeout} s`, async () => {
        await bed.deploy([]);
        bed.simulator.faults.add({ fault: { kind: 'hang' } });
        const answer = await passTime(bed.clock, ask({ settings: { timeout } }));
        const { code, message } = problemIn(answer);
        assert.equal(code, 'TIMEOUT');
        assert.match(message, new RegExp(`after ${after} s`));
      });
    }

    const SETTINGS: [settings: object, says: RegExp][] = [
      [{ baseUrl: '' }, /The base URL must start with/],
      [{ baseUrl: 'inode' }, /The base URL must start with/],
      [{ baseUrl: 'http://inode.invalid/' }, /Plain http/],
      [{ baseUrl: '${INODE_TEST_UNSET}' }, /INODE_TEST_UNSET is not set/],
      [{ timeout: 'soon' }, /The time-out must be/],
      [{ retries: -1 }, /Retries must be/],
      [{ tls: 'nothing' }, /TLS configuration is missing/],
      [{ proxy: 'account' }, /proxy configuration is missing/],
      [{ auth: 'magic' }, /one of token, oauth2/],
    ];
    for (const [settings, says] of SETTINGS) {
      it(`reports what cannot be used: ${JSON.stringify(settings)}`, async () => {
        await bed.deploy([]);
        const { code, message } = problemIn(
          await ask({ settings, credentials: bed.simulator.account }),
        );
        assert.equal(code, 'CONFIG_INVALID');
        assert.match(message, says);
        assert.equal(bed.simulator.requests.length, 0);
      });
    }
  });

  describe('that is tried again and again', () => {
    const guess = (id: string, password = randomBytes(9).toString('hex')) =>
      ask({ id, credentials: { ...bed.simulator.account, password } });

    it('gets the answer of refused credentials again, without a request, for a minute', async () => {
      await bed.deploy([]);
      const first = await guess('account', 'wrong');
      assert.deepEqual((await guess('other', 'wrong')).body, first.body);
      assert.equal(bed.simulator.requests.length, 1);
      await bed.clock.tickAsync(60_000);
      assert.deepEqual((await guess('account', 'wrong')).body, first.body);
      assert.equal(bed.simulator.requests.length, 2);
      assert.deepEqual(figuresIn(await ask()), LISTS);
    });

    it('shows few guesses at a password to a service', async () => {
      await bed.deploy([]);
      const ids = Array.from({ length: 60 }, (_, index) => `new${index}`);
      const codes = (await Promise.all(ids.map((id) => guess(id)))).map(
        (answer) => problemIn(answer).code,
      );
      assert.equal(codes.filter((code) => code === 'CREDENTIALS_REJECTED').length, 5);
      assert.equal(codes.filter((code) => code === 'BUSY').length, 55);
      assert.equal(bed.simulator.requests.length, 5);
      assert.equal(problemIn(await guess('account')).code, 'BUSY');
      await bed.clock.tickAsync(60_000);
      assert.equal(problemIn(await guess('account')).code, 'CREDENTIALS_REJECTED');
    });

    it('is one test of an account at a time', async () => {
      await bed.deploy([]);
      const answers = await Promise.all([ask(), ask()]);
      const [problem] = answers.filter(({ body }) => 'problem' in body).map(problemIn);
      assert.match(String(problem?.message), /another test of this account is running/);
      assert.equal(answers.filter(({ body }) => 'ok' in body).length, 1);
    });
  });

  for (const [what, body] of [
    ['nothing at all', {}],
    ['things that no dialog sends', { id: {}, settings: [1], credentials: 'all', auth: null }],
    ['settings of other kinds', { settings: { baseUrl: {}, timeout: [], retries: null } }],
  ] as const) {
    it(`is not upset by ${what}`, async () => {
      await bed.deploy([links()]);
      const answer = await postToDialog('inode-config/test', body);
      assert.equal(problemIn(answer).code, 'CREDENTIALS_MISSING');
      assertSent(await bed.trigger('links'));
    });
  }
});
