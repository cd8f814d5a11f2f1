import assert from 'node:assert/strict';
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HostileAnswer } from '../../scripts/fuzz/answers';
import { dialogCase } from '../../scripts/fuzz/cases';
import { Chance } from '../../scripts/fuzz/chance';
import { ASKING, NEWCOMER } from '../../scripts/fuzz/flow';
import { HostileService } from '../../scripts/fuzz/hostile-service';
import { Subject } from '../../scripts/fuzz/subject';
import { writeLongRun } from '../../scripts/support/reports';
import type { Known } from '../reliability/echo-pages';
import * as pages from '../reliability/echo-pages';
import { assertWithout } from '../reliability/secrets';
import { ACCESS_TOKEN, ALL_SECRETS, APP_KEY, SECRETS, withPlantedSecrets } from './flow';

/** The number of requests that is reported in docs/reports/long-runs.md: that of `npm run red-team`. */
const FULL_LENGTH = 5_000;
/** Requests of dialogs. */
const REQUESTS = Number(process.env.INODE_RED_TEAM ?? 100);
/** Calls of services that repeat secrets. */
const CALLS = REQUESTS / 5;
const SEED = 19;

/** What a dialog and a service send here: the size of things is the fuzzer's subject. */
const SCALE = { depth: 1_000, width: 1_000, length: 20_000 };

const STATUSES = [200, 206, 400, 401, 403, 404, 429, 500, 503] as const;
const REFUSALS = [400, 401, 403, 404, 500, 503] as const;

/** What the service behind a node or a dialog knows of its account; another one's it has never seen. */
function knownAt(place: string): Known {
  const form: Readonly<Record<string, string>> = /^(query|innerspace)/.test(place)
    ? { client_secret: SECRETS.clientSecret }
    : {
        password: SECRETS.password,
        client_secret: SECRETS.clientSecret,
        ...(place.startsWith('rdp') && { client_id: APP_KEY }),
      };
  const credentials = Object.values(form);
  return {
    secrets: [...credentials, ACCESS_TOKEN],
    credentials,
    authorization: `Bearer ${ACCESS_TOKEN}`,
    form: new URLSearchParams(form).toString(),
  };
}

const [first, ...others] = Object.entries(pages);
assert(first);

describe(`a Node-RED that is attacked ${CALLS + REQUESTS} times`, function () {
  this.timeout(120_000 + REQUESTS * 2_000);
  let service: HostileService;
  let subject: Subject;
  let seconds = 0;
  let log = '';

  before(async () => {
    service = await HostileService.start();
    subject = await Subject.start(service, 256, withPlantedSecrets);
  });
  beforeEach(() => {
    seconds -= Date.now() / 1_000;
  });
  afterEach(() => {
    seconds += Date.now() / 1_000;
  });
  after(async () => {
    await subject.nodeRed.close();
    await service.close();
  });

  /** An answer that repeats all secrets in one of the forms in which services do. */
  function echo(
    chance: Chance,
    place: string,
    statuses: typeof STATUSES | typeof REFUSALS,
  ): HostileAnswer {
    const [name, page] = chance.pick([first ?? assert.fail(), ...others]);
    const { headers = {}, body = '' } = page(knownAt(place));
    return answerOf(name, chance.pick([...statuses]), { ...headers }, String(body));
  }

  it('shows no secret that an answer repeats', async () => {
    const seen = new Set<string>();
    for (let index = 0; index < CALLS; index++) {
      const chance = new Chance(SEED, index);
      const isToken = chance.next() < 0.3;
      const start = isToken ? NEWCOMER : chance.pick(ASKING);
      const answer = echo(chance, start, isToken ? REFUSALS : STATUSES);
      service.answer = isToken ? undefined : answer;
      service.tokenAnswer = isToken ? answer : granted();
      const each = { what: answer.what, message: { start }, isNew: isToken && index % 10 === 0 };
      const { wrong, ends } = await subject.run(each);
      assert.deepEqual(wrong, [], `case ${index}: ${each.what}`);
      for (const code of Object.keys(ends)) seen.add(code);
    }
    log = subject.nodeRed.output;
    assertWithout(log, ALL_SECRETS);
    assert(seen.size > 5 && log.includes('"fill":"red"'), 'errors and statuses came');
  });

  it('answers no dialog with a secret, and lives', async () => {
    let refused = 0;
    for (let index = 0; index < REQUESTS; index++) {
      const chance = new Chance(SEED, CALLS + index);
      const each = dialogCase(chance, SCALE, SCALE);
      const isEcho = chance.next() < 0.5;
      service.answer = isEcho ? echo(chance, each.dialog?.path ?? '', REFUSALS) : each.answer;
      service.tokenAnswer = each.tokenAnswer ?? granted();
      const { wrong, reply = '' } = await subject.run(each);
      assert.deepEqual(wrong, [], `case ${index}: ${each.what.slice(0, 300)}`);
      assertWithout(reply, ALL_SECRETS);
      if (reply.includes('"problem"')) refused++;
    }
    assertWithout(subject.nodeRed.output, ALL_SECRETS);
    assert(refused > REQUESTS / 10, `${refused} were refused`);
  });

  it('gives the browser no secret of a deployed account', async () => {
    for (const [type, id] of [
      ['inode-config', 'inode'],
      ['innerspace-config', 'innerspace'],
      ['rdp-config', 'rdp'],
    ]) {
      const response = await fetch(new URL(`credentials/${type}/${id}`, subject.nodeRed.url));
      const text = await response.text();
      assert.match(text, /"has_(password|clientSecret)":true/);
      assertWithout(text, ALL_SECRETS);
    }
  });

  it('has no secret in a file, and no file of its own that others may read', () => {
    const { userDir } = subject.nodeRed;
    const entries = readdirSync(userDir, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    for (const { parentPath, name } of files) {
      assertWithout(readFileSync(join(parentPath, name), 'latin1'), ALL_SECRETS);
    }
    const folder = join(userDir, 'inode-tokens');
    const kept = readdirSync(folder);
    assert(kept.length > 0, 'tokens are kept');
    assert.equal(lstatSync(folder).mode & 0o777, 0o700);
    for (const name of kept) {
      const stats = lstatSync(join(folder, name));
      assert(stats.isFile() && (stats.mode & 0o777) === 0o600, name);
    }
    if (REQUESTS < FULL_LENGTH) return;
    const lines = [
      `Node.js ${process.version}, seed ${SEED}, ${Math.round(seconds + Date.now() / 1_000)} s, ${new Date().toISOString().slice(0, 10)}`,
      `${CALLS} calls, ${REQUESTS} requests of dialogs, ${service.requests} requests to the service: no secret in ${Math.round(subject.nodeRed.output.length / 1_000)} kB of log with all errors and statuses, nor in an answer`,
      `${files.length} files: no secret; ${kept.length} of them with tokens or pauses, mode 0600 in a folder of mode 0700`,
    ];
    writeLongRun('red-team', lines);
  });
});

/** Every token request gets this one, which must not come out either. */
function granted(): HostileAnswer {
  const body = JSON.stringify({
    access_token: ACCESS_TOKEN,
    refresh_token: ACCESS_TOKEN,
    token_type: 'Bearer',
    expires_in: 3_600,
  });
  return answerOf('a token', 200, { 'content-type': 'application/json' }, body);
}

function answerOf(
  what: string,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string,
): HostileAnswer {
  const lines = Object.entries({ ...headers, 'content-length': Buffer.byteLength(body) });
  const head = lines.map(([name, value]) => `${name}: ${String(value)}\r\n`).join('');
  const text = `HTTP/1.1 ${status} Status\r\nConnection: close\r\n${head}\r\n${body}`;
  return { what: `${status} ${what}`, parts: [text], breaks: false };
}
