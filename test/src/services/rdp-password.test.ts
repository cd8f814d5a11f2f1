import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import type { Fault } from '../../../simulator/index';
import { useSimulator } from '../../../simulator/test/support';
import type { RdpOptions } from '../../../src/services/rdp';
import { passTime, until, withStoppedClock } from '../../support/clock';
import { closedOrigin } from '../../support/closed-origin';
import { rejection } from '../../support/rejection';
import { strongPassword } from '../../support/strong-password';
import { useFolder } from '../../support/use-folder';
import { useRdp } from '../../support/use-rdp';
import { Watcher } from '../../support/watcher';

const TOKEN = { path: '/rdp/auth/oauth2/v1/token' };
const ECHO = 'data/echo';
const NOT_ARRIVED: Fault = { kind: 'reset' };
const ANSWER_LOST: Fault = { kind: 'resetBody', bytes: 0 };
const FOREVER = Number.POSITIVE_INFINITY;

interface ChangeSettings {
  readonly oldPassword?: string;
  readonly options?: Partial<RdpOptions>;
}

describe('an RDP user who changes the password', () => {
  const simulator = useSimulator();
  const user = useRdp(simulator);
  const inFolder = useFolder();
  const password = () => simulator.current.rdp.account.password;

  function change(
    newPassword: string,
    { oldPassword = password(), options = {} }: ChangeSettings = {},
  ): Promise<void> {
    return user(options).changePassword({ oldPassword, newPassword }, new Watcher());
  }

  it('sends the new one beside what every sign-in sends', async () => {
    const { username, password: old } = simulator.current.rdp.account;
    const newPassword = strongPassword();
    await change(newPassword);
    const grants = simulator.current.requests.filter(({ path }) => path === TOKEN.path);
    assert.deepEqual(
      grants.map(({ body }) => body),
      [
        {
          grant_type: 'password',
          username,
          password: old,
          newPassword,
          scope: 'trapi',
          takeExclusiveSignOnControl: 'true',
        },
      ],
    );
    assert.equal(password(), newPassword);
  });

  it('learns immediately that the old one is wrong', async () => {
    const failure = await rejection(change(strongPassword(), { oldPassword: 'another one' }));
    assert.equal(failure.code, 'CREDENTIALS_REJECTED');
    assert.equal(simulator.current.count(), 1);
  });

  it('learns immediately that the service does not want the new one', async () => {
    const old = password();
    assert.equal((await rejection(change('weak'))).code, 'PASSWORD_REFUSED');
    assert.equal(password(), old);
    assert.equal(simulator.current.count(), 1);
  });

  it('learns immediately that a setting is wrong', async () => {
    const proxy = { http_proxy: 'ftp://127.0.0.1/' };
    const failure = await rejection(change(strongPassword(), { options: { proxy } }));
    assert.equal(failure.code, 'CONFIG_INVALID');
    assert.equal(simulator.current.count(), 0);
  });

  const NOT_SENT: [what: string, options: () => Promise<Partial<RdpOptions>>, code: string][] = [
    [
      'the port is closed',
      async () => ({ tokenUrl: `${await closedOrigin()}/token` }),
      'UNREACHABLE',
    ],
    [
      'nobody has that name',
      () => Promise.resolve({ tokenUrl: 'https://rdp.invalid/token' }),
      'UNREACHABLE',
    ],
    [
      'there is no TLS',
      () => Promise.resolve({ tokenUrl: simulator.current.rdp.tokenUrl.replace('http', 'https') }),
      'TLS_FAILED',
    ],
  ];
  for (const [what, options, code] of NOT_SENT) {
    it(`learns that nothing was sent where ${what}`, async () => {
      const failure = await rejection(change(strongPassword(), { options: await options() }));
      assert.equal(failure.code, code);
      assert.equal(simulator.current.count(), 0);
    });
  }

  it('learns that nobody knows where the service takes too long, for it may still be at it', async () => {
    simulator.current.faults.add({ on: TOKEN, fault: { kind: 'hang' } });
    await withStoppedClock(async (clock) => {
      const failure = rejection(change(strongPassword(), { options: { timeout: 5_000 } }));
      for (const attempt of [1, 2]) {
        await until(() => simulator.current.count({ grant: 'password' }) === attempt);
        await clock.tickAsync(5_000);
      }
      assert.equal((await failure).code, 'PASSWORD_UNKNOWN');
    });
    assert.equal(simulator.current.count({ grant: 'password' }), 2);
  });

  it('learns that nobody knows where a gateway timed out', async () => {
    simulator.current.faults.add({ on: TOKEN, fault: { kind: 'answer', status: 504 } });
    assert.equal((await rejection(change(strongPassword()))).code, 'PASSWORD_UNKNOWN');
  });

  it('proves itself although tokens are kept under the new password', async () => {
    const onProblem = (code: string) => assert.fail(code);
    const tokenFile = { file: { path: inFolder('user') }, onProblem };
    const rdp = user({ tokenFile });
    const { signal, observer } = new Watcher();
    await rdp.request({ method: 'GET', path: ECHO, query: [], signal, observer });
    const passwords = { oldPassword: 'another one', newPassword: password() };
    const failure = await rejection(rdp.changePassword(passwords, { signal }));
    assert.equal(failure.code, 'CREDENTIALS_REJECTED');
  });

  const SAYS = 'It was used before.';
  const REFUSALS: [status: number, body: object | string, code: string, said?: string][] = [
    [400, { error: 'invalid_request', error_description: SAYS }, 'PASSWORD_REFUSED', SAYS],
    [400, { error: 'invalid_grant', error_description: SAYS }, 'CREDENTIALS_REJECTED', SAYS],
    [403, { error: 'access_denied', error_description: SAYS }, 'CREDENTIALS_REJECTED', SAYS],
    [400, { error: 'password_policy', error_description: SAYS }, 'PASSWORD_REFUSED', SAYS],
    [422, { error: { code: '422', message: SAYS } }, 'PASSWORD_REFUSED', SAYS],
    [409, '', 'PASSWORD_REFUSED'],
    [403, '<html>', 'SIGN_IN_FAILED'],
    [404, '', 'SIGN_IN_FAILED'],
    [400, { error: 'invalid_scope', error_description: SAYS }, 'SIGN_IN_FAILED', SAYS],
    [401, { error: 'invalid_client', error_description: SAYS }, 'CLIENT_REJECTED', SAYS],
  ];
  for (const [status, body, code, said] of REFUSALS) {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    it(`gets ${code} and the service's own words of ${status} ${text}`, async () => {
      const type = text.startsWith('<') ? 'text/html' : 'application/json';
      const headers = { 'content-type': type };
      simulator.current.faults.add({ fault: { kind: 'answer', status, headers, body: text } });
      const failure = await rejection(change(strongPassword()));
      assert.deepEqual([failure.code, failure.facts.serviceMessage], [code, said]);
      assert.equal(simulator.current.count(), 1);
    });
  }

  it('sees none of the secrets that those words repeat', async () => {
    const { username, clientId, clientSecret } = simulator.current.rdp.account;
    const newPassword = strongPassword();
    const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
    const secrets = [username, password(), newPassword, clientId, clientSecret, basic];
    const body = JSON.stringify({ error: 'invalid_grant', error_description: secrets.join(' ') });
    simulator.current.faults.add({ fault: { kind: 'answer', status: 400, body } });
    const failure = await rejection(change(newPassword));
    assert.equal(failure.facts.serviceMessage, secrets.map(() => '***').join(' '));
    const shown = inspect(failure, { depth: 9, showHidden: true });
    assert(secrets.every((secret) => !shown.includes(secret)));
  });

  it('sees none of the passwords where the service repeats the form in any encoding', async () => {
    const newPassword = `${strongPassword()} +/&ü`;
    const form = new URLSearchParams({ password: password(), newPassword }).toString();
    const said = [
      form,
      encodeURIComponent(form),
      encodeURIComponent(newPassword),
      Buffer.from(form).toString('base64'),
      Buffer.from(`user:${newPassword}`).toString('base64url'),
      newPassword.replace(' ', '\n\t '),
    ].join(' | ');
    const body = JSON.stringify({ error: 'invalid_request', error_description: said });
    simulator.current.faults.add({ fault: { kind: 'answer', status: 400, body } });
    const { facts } = await rejection(change(newPassword));
    assert.equal(
      facts.serviceMessage,
      'password=***&newPassword=*** | password%3D***%26newPassword%3D*** | *** | *** | *** | ***',
    );
  });

  it('learns of success where only the answer was lost', async () => {
    simulator.current.faults.add({ on: TOKEN, fault: ANSWER_LOST });
    const newPassword = strongPassword();
    await change(newPassword);
    assert.equal(password(), newPassword);
    assert.equal(simulator.current.count({ grant: 'password', status: 200 }), 2);
  });

  it('learns that it failed where the request did not arrive, for the old one holds', async () => {
    const old = password();
    simulator.current.faults.add({ on: TOKEN, fault: NOT_ARRIVED });
    assert.equal((await rejection(change(strongPassword()))).code, 'UNREACHABLE');
    assert.equal(password(), old);
  });

  for (const fault of [ANSWER_LOST, NOT_ARRIVED]) {
    it(`learns that nobody knows where the service is gone afterwards (${fault.kind})`, async () => {
      simulator.current.faults.add({ on: TOKEN, fault });
      simulator.current.faults.add({ on: TOKEN, fault: NOT_ARRIVED, times: FOREVER });
      assert.equal((await rejection(change(strongPassword()))).code, 'PASSWORD_UNKNOWN');
    });
  }

  it('never learns that the old one holds where it does not, though no session is to be ended', async () => {
    simulator.current.faults.add({ on: TOKEN, fault: ANSWER_LOST });
    const newPassword = strongPassword();
    const options = { takeExclusiveSignOnControl: false };
    const outcome = await change(newPassword, { options }).then(
      () => 'changed',
      ({ code }) => code,
    );
    assert.equal(password(), newPassword);
    assert(['changed', 'PASSWORD_UNKNOWN'].includes(outcome), `it heard ${outcome}`);
  });

  it('sends the new one once, however busy the service is', async () => {
    const busy = { kind: 'answer', status: 503, headers: { 'retry-after': '0' } } as const;
    simulator.current.faults.add({ on: TOKEN, fault: busy, times: FOREVER });
    assert.equal((await rejection(change(strongPassword()))).code, 'PASSWORD_UNKNOWN');
    const sent = simulator.current.requests.filter(({ body }) => 'newPassword' in body);
    assert.equal(sent.length, 1);
  });

  it('continues with the old tokens, for the client stays as it is', async () => {
    const rdp = user();
    const { signal, observer } = new Watcher();
    const read = () => rdp.request({ method: 'GET', path: ECHO, query: [], signal, observer });
    await read();
    await rejection(
      rdp.changePassword({ oldPassword: password(), newPassword: 'weak' }, { signal }),
    );
    await read();
    assert.equal(simulator.current.count({ grant: 'password', status: 200 }), 1);
  });

  it('may abort while it waits', async () => {
    simulator.current.faults.add({ on: TOKEN, fault: { kind: 'hang' } });
    const watcher = new Watcher();
    const passwords = { oldPassword: password(), newPassword: strongPassword() };
    await withStoppedClock(async (clock) => {
      const changing = assert.rejects(user().changePassword(passwords, watcher), /gave up/);
      await until(() => simulator.current.count(TOKEN) === 1);
      watcher.abort(new Error('gave up'));
      // Its session, if there is one, has some seconds for its end.
      await passTime(clock, changing);
    });
  });
});
