import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from './temporary-folder';

/** A certificate and its key, in PEM. */
export interface Identity {
  readonly cert: string;
  readonly key: string;
}

/** Whether the command that makes certificates is there. */
export function hasOpenssl(): boolean {
  return spawnSync('openssl', ['version']).status === 0;
}

/** Runs openssl with these files at hand, and returns what it writes. */
export function openssl(args: readonly string[], files: Readonly<Record<string, string>>): Buffer {
  const cwd = temporaryFolder();
  try {
    for (const [name, content] of Object.entries(files)) {
      writeFileSync(path.join(cwd, name), content);
    }
    const { status, stdout, stderr } = spawnSync('openssl', args, { cwd });
    if (status !== 0) throw new Error(`openssl ${args[0]} failed: ${String(stderr)}`);
    return stdout;
  } finally {
    rmSync(cwd, { recursive: true });
  }
}

/** A new private key on the curve that every TLS library knows. */
export function newKey(): string {
  return String(openssl(['ecparam', '-genkey', '-noout', '-name', 'prime256v1'], {}));
}
