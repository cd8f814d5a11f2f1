import assert from 'node:assert/strict';
import { Aborter } from '../../../src/abort';
import { ServiceError } from '../../../src/errors';
import { createInode, type Inode } from '../../../src/services/inode';
import { isNearCommand, type NearCommand, type Outcome } from './commands';
import { obey } from './remote';

/** The near end of the wire, as a process: accounts of this library, and their calls. */
const accounts = new Map<string, Inode>();

/** Milliseconds that have passed without anybody waiting for them. */
let passed = 0;
const now = performance.now.bind(performance);
performance.now = () => now() + passed;

async function call(
  name: string,
  request: { readonly method: 'GET' | 'POST'; readonly path: string },
): Promise<Outcome> {
  const account = accounts.get(name);
  assert(account, `there is no account ${name}`);
  let retries = 0;
  const observer = { onWait: () => void retries++ };
  const caller = { signal: new Aborter().signal, observer };
  const started = now();
  try {
    await account.request({ ...request, ...caller, query: [] });
    return { code: 'ok', ms: now() - started, retries };
  } catch (error) {
    assert(error instanceof ServiceError, String(error));
    const { code, facts } = error;
    return { code, reason: String(facts.reason), ms: now() - started, retries };
  }
}

function handle(command: NearCommand): Promise<Outcome> | null {
  if (command.do === 'call') return call(command.account, command);
  if (command.do === 'open') accounts.set(command.account, createInode(command.options));
  else passed += command.ms;
  return null;
}

obey((command) => {
  assert(isNearCommand(command), 'not a command for the near side');
  return handle(command);
});
