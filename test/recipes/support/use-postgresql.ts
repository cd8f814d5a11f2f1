import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { needs } from '../../support/needs';
import { TIME_ZONE } from '../../third-party/support/time-zone';

/** Where Debian keeps the programs of each version, apart from the PATH. */
const VERSIONS = '/usr/lib/postgresql';

/** Debian's `nobody`: PostgreSQL refuses to run as root. */
const NOBODY = 65_534;

const POLL_INTERVAL = 100;

const execute = promisify(execFile);

/** A PostgreSQL with an empty database. */
export interface Postgresql {
  /**
   * Runs a script of SQL.
   *
   * @returns what it answers, without headings and padding
   * @throws where a statement fails
   */
  run(script: string): Promise<string>;
}

/**
 * Gives the surrounding `describe` a PostgreSQL of its own, without a network,
 * and leaves its tests out where none is installed.
 */
export function usePostgresql(): Postgresql {
  const cleanups: (() => Promise<unknown>)[] = [];
  let running: Postgresql | undefined;

  needs(() => findPrograms() !== undefined, 'postgresql');

  before(async () => {
    const programs = findPrograms();
    if (programs !== undefined) running = await start(programs, cleanups);
  });

  after(async () => {
    for (const cleanup of cleanups.toReversed()) await cleanup();
  });

  return {
    run(script) {
      assert(running !== undefined, 'PostgreSQL is there only while tests run.');
      return running.run(script);
    },
  };
}

function findPrograms(): string | undefined {
  const versions = existsSync(VERSIONS) ? readdirSync(VERSIONS) : [];
  return versions
    .map((version) => join(VERSIONS, version, 'bin'))
    .find((folder) =>
      ['initdb', 'postgres', 'psql'].every((name) => existsSync(join(folder, name))),
    );
}

async function start(programs: string, cleanups: (() => Promise<unknown>)[]): Promise<Postgresql> {
  const folder = await mkdtemp(join(tmpdir(), 'inode-postgresql-'));
  cleanups.push(() => rm(folder, { recursive: true }));
  const isRoot = process.getuid?.() === 0;
  if (isRoot) await chown(folder, NOBODY, NOBODY);
  const options = { cwd: folder, ...(isRoot && { uid: NOBODY, gid: NOBODY }) };

  const data = join(folder, 'data');
  const initialize = ['-D', data, '-U', 'traffic', '--auth=trust', '--no-sync', '--encoding=UTF8'];
  await execute(join(programs, 'initdb'), [...initialize, '--locale=C'], options);
  const settings = ['listen_addresses=', `timezone=${TIME_ZONE}`, 'fsync=off'];
  const server = spawn(
    join(programs, 'postgres'),
    ['-D', data, '-k', folder, ...settings.flatMap((setting) => ['-c', setting])],
    { ...options, stdio: 'ignore' },
  );
  const ended = once(server, 'exit');
  cleanups.push(() => {
    // A fast shutdown: it does not wait for sessions.
    server.kill('SIGINT');
    return ended;
  });
  while (!existsSync(join(folder, '.s.PGSQL.5432'))) {
    assert.equal(server.exitCode, null, 'PostgreSQL ended before it was ready.');
    await sleep(POLL_INTERVAL);
  }

  const connection = ['-h', folder, '-U', 'traffic', '-d', 'postgres'];
  return {
    async run(script) {
      const psql = spawn(
        join(programs, 'psql'),
        ['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', ...connection],
        { ...options, stdio: ['pipe', 'pipe', 'pipe'] },
      );
      const [output, complaints] = [text(psql.stdout), text(psql.stderr)];
      psql.stdin.end(script);
      const [code]: unknown[] = await once(psql, 'close');
      assert.equal(code, 0, await complaints);
      return output;
    },
  };
}
