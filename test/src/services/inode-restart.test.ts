import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { useSimulator } from '../../../simulator/test/support';
import type { InodeOptions } from '../../../src/services/inode';
import { useFakeClock } from '../../support/clock';
import { fetchAll } from '../../support/fetch-all';
import { useFolder } from '../../support/use-folder';
import { useInode } from '../../support/use-inode';

const MINUTE = 60_000;

describe('an account that is closed and opened again', () => {
  const simulator = useSimulator({ accessTokenLifetime: 600 });
  const inode = useInode(simulator);
  const inFolder = useFolder();
  const clock = useFakeClock();
  let problems: string[];
  beforeEach(() => {
    problems = [];
  });
  afterEach(() => assert.deepEqual(problems, []));

  const grants = () =>
    simulator.current.requests
      .filter(({ path }) => path === '/api/oauth/token/')
      .map(({ body, status }) => `${body['grant_type']} ${status}`);

  /** Opens an account on a token file, fetches the links, and closes it. */
  async function run(changes: Partial<InodeOptions> = {}, file = 'account'): Promise<void> {
    const onProblem = (code: string): void => void problems.push(code);
    const account = inode({ tokenFile: { file: { path: inFolder(file) }, onProblem }, ...changes });
    assert.equal((await fetchAll(account))[0]?.length, 24);
    await account.close();
  }

  it('does not sign in again while its token is good', async () => {
    for (let start = 0; start < 5; start++) await run();
    assert.deepEqual(grants(), ['password 200']);
  });

  it('knows when the token ends, less the margin', async () => {
    await run();
    await clock.pass(590_000 - 1);
    await run();
    assert.deepEqual(grants(), ['password 200']);
    await clock.pass(1);
    await run();
    assert.deepEqual(grants(), ['password 200', 'refresh_token 200']);
    assert.equal(simulator.current.count({ status: 401 }), 0);
  });

  it('continues with the refresh token of the last rotation, however long it was closed', async () => {
    for (let start = 0; start < 4; start++) {
      await run();
      await clock.pass(86_400_000);
    }
    assert.deepEqual(grants(), ['password 200', ...Array(3).fill('refresh_token 200')]);
  });

  it('signs in once where the service has forgotten all that was kept', async () => {
    await run();
    simulator.current.revokeAccessTokens();
    simulator.current.revokeRefreshTokens();
    await run();
    await run();
    assert.deepEqual(grants(), ['password 200', 'refresh_token 400', 'password 200']);
  });

  it('signs in once, without an error, where its password is another one', async () => {
    await run();
    simulator.current.changeAccount({ password: 'another one' });
    await run();
    await run();
    assert.deepEqual(grants(), ['password 200', 'password 200']);
  });

  for (const field of ['username', 'clientId', 'clientSecret'] as const) {
    it(`signs in once, without an error, where its ${field} is another one`, async () => {
      await run();
      simulator.current.changeAccount({ [field]: 'another one' });
      await run();
      assert.deepEqual(grants(), ['password 200', 'password 200']);
    });
  }

  it('signs in for itself beside another account', async () => {
    await run();
    await run({}, 'other');
    await run();
    await run({}, 'other');
    assert.deepEqual(grants(), ['password 200', 'password 200']);
    assert.deepEqual(await readdir(inFolder()), ['account', 'other']);
  });

  it('does not use what another account of other secrets has put into its file', async () => {
    const mine = { ...simulator.current.account };
    await run();
    simulator.current.changeAccount({ username: 'somebody else' });
    await run();
    simulator.current.changeAccount(mine);
    await run();
    assert.deepEqual(grants(), Array(3).fill('password 200'));
  });

  it('leaves no file behind where it uses an API token', async () => {
    const { token } = simulator.current.account;
    await run({ auth: { kind: 'token', token } });
    assert.deepEqual(await readdir(inFolder()), []);
  });

  it('keeps the rotation that was answered while it was being closed', async () => {
    const account = inode({
      tokenFile: { file: { path: inFolder('account') }, onProblem: (code) => problems.push(code) },
    });
    await fetchAll(account);
    await clock.pass(10 * MINUTE);
    const call = fetchAll(account).catch(() => undefined);
    while (simulator.current.count({ grant: 'refresh_token', status: 200 }) === 0) {
      await new Promise(setImmediate);
    }
    await account.close();
    await call;
    await run();
    // Where the closing came before the answer, one refusal and one sign-in follow; never an error.
    assert.match(grants().slice(2).join(), /^(refresh_token 400,password 200)?$/);
  });
});
