import assert from 'node:assert/strict';
import type { SinonFakeTimers } from 'sinon';
import { Aborter } from '../../../src/abort';
import { TokenSource } from '../../../src/auth/token-source';
import { type ErrorCode, ServiceError } from '../../../src/errors';
import { Watcher } from '../../support/watcher';
import { Client } from './client';
import { RotatingServer } from './rotating-server';
import { SlowDisk } from './slow-disk';
import type { Step } from './step';

/** What a caller may get. */
const CODES: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'UNREACHABLE',
  'ANSWER_INCOMPLETE',
  'RATE_LIMITED',
  'SERVER_ERROR',
  'CREDENTIALS_REJECTED',
  'CLIENT_REJECTED',
]);

const GAVE_UP = new Error('The caller gave up.');
const CLOSED = new Error('The account was closed.');
/** Longer than any cooling time. */
const TWO_DAYS = 2 * 86_400_000;

/** A process that uses the account, until it is closed or dies. */
interface Process {
  readonly client: Client;
  readonly source: TokenSource;
  readonly closing: Aborter;
  /** Access tokens that its callers got. */
  readonly tokens: string[];
}

/** One that asked a process for a token and has no answer yet. */
interface Waiting {
  readonly watcher: Watcher;
  readonly process: Process;
}

/** An account with its server, its disk and its clock, to which anything may happen in any order. */
export class TokenWorld {
  readonly #offences: string[] = [];
  readonly #server = new RotatingServer((offence) => this.#offences.push(offence));
  readonly #disk = new SlowDisk();
  readonly #waiting = new Set<Waiting>();
  #process = this.#start(new Set());
  #latest = Date.now();

  constructor(private readonly clock: SinonFakeTimers) {}

  /** Lets one thing happen, and checks what came of it. */
  async happen(step: Step): Promise<void> {
    switch (step.do) {
      case 'get':
        this.#ask((source, watcher) => source.get(watcher));
        break;
      case 'renew':
        this.#renew(step.which);
        break;
      case 'abort':
        oneOf([...this.#waiting], step.which)?.watcher.abort(GAVE_UP);
        break;
      case 'reply':
        this.#server.reply(step.reply);
        break;
      case 'disk':
        this.#disk.work();
        break;
      case 'revoke':
        this.#server.revokeAll();
        break;
      case 'clock':
        this.#setClock(Date.now() + step.ms);
        break;
      case 'pass':
        this.clock.tick(step.ms);
        this.#setClock(Date.now());
        break;
      case 'close':
        this.#process.closing.abort(CLOSED);
        break;
      case 'restart':
        await this.#restart();
        break;
      case 'crash':
        this.#crash();
    }
    await nextPass();
    assert.deepEqual(this.#offences, []);
    for (const { watcher } of this.#waiting) {
      assert(!watcher.signal.aborted, 'somebody who gave up is kept waiting');
    }
  }

  /** Ends all faults: then nobody hangs, and whoever asks gets a token that works. */
  async heal(): Promise<void> {
    this.#disk.isFast = true;
    this.#server.isHealthy = true;
    this.#disk.work();
    this.#server.reply('proper');
    await nextPass();
    assert.equal(this.#waiting.size, 0, 'somebody is left waiting');
    if (this.#process.closing.signal.aborted) await this.#restart();
    this.clock.tick(TWO_DAYS);
    this.#setClock(this.#latest + TWO_DAYS);
    this.#server.expireAll();
    const token = await this.#process.source.get(new Watcher());
    assert(this.#server.accepts(token), 'the account does not recover');
    assert.deepEqual(this.#offences, []);
  }

  #start(spent: Set<string>): Process {
    const client = new Client(spent);
    const closing = new Aborter();
    const [tokenGrant, store] = [this.#server.tokenGrant(client), this.#disk.store(client)];
    const source = new TokenSource(tokenGrant, closing.signal, { store });
    return { client, closing, source, tokens: [] };
  }

  /** Closes the account properly, ends the process and starts another: nothing may be lost. */
  async #restart(): Promise<void> {
    const { client, closing, source } = this.#process;
    closing.abort(CLOSED);
    const settled = source.settled().then(() => true);
    let isSettled = false;
    for (let passes = 0; passes < 4 && !isSettled; passes++) {
      isSettled = await Promise.race([settled, nextPass().then(() => false)]);
      if (!isSettled) this.#disk.work();
    }
    await nextPass();
    assert(isSettled, 'the account does not close');
    assert.equal(this.#waiting.size, 0, 'somebody waits for an account that is closed');
    client.isAlive = false;
    this.#process = this.#start(client.spent);
  }

  /** The process dies; only what is on the disk is known afterwards. */
  #crash(): void {
    this.#process.client.isAlive = false;
    this.#server.hangUp();
    this.#waiting.clear();
    this.#process = this.#start(new Set(this.#disk.spent));
  }

  #renew(which: number): void {
    const refused = oneOf(this.#process.tokens, which);
    if (refused === undefined) return;
    this.#ask(async (source, watcher) => {
      const token = await source.renew(refused, watcher);
      if (token === refused) this.#offences.push('a renewal brings the token that was refused');
      return token;
    });
  }

  #ask(request: (source: TokenSource, watcher: Watcher) => Promise<string>): void {
    const process = this.#process;
    const waiting = { process, watcher: new Watcher() };
    this.#waiting.add(waiting);
    void request(process.source, waiting.watcher)
      .then(
        (token) => this.#judgeToken(token, process),
        (error: unknown) => {
          if (!isExpected(error, waiting)) this.#offences.push(`unexpected: ${String(error)}`);
        },
      )
      .then(() => this.#waiting.delete(waiting));
  }

  #judgeToken(token: string, { client, tokens }: Process): void {
    // Nobody sees what a dead process does.
    if (!client.isAlive) return;
    tokens.push(token);
    if (!this.#server.hasIssued(token)) this.#offences.push('a token is made up');
    if (!this.#disk.keeps(token)) this.#offences.push('a token is used before it is kept');
  }

  #setClock(time: number): void {
    this.clock.setSystemTime(time);
    this.#latest = Math.max(this.#latest, time);
  }
}

function isExpected(error: unknown, { watcher, process }: Waiting): boolean {
  if (error === GAVE_UP) return watcher.signal.aborted;
  if (error === CLOSED) return process.closing.signal.aborted;
  return error instanceof ServiceError && CODES.has(error.code);
}

function oneOf<T>(items: readonly T[], which: number): T | undefined {
  return items[which % items.length];
}

/** Lets everything continue that waits for an event-loop pass. */
function nextPass(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
