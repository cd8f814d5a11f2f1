import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

/**
 * Under which of these names a system installs it depends on the system. The first one is
 * Chromium without the parts that draw its own window, which take a third of its time.
 */
const NAMES = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'];

/**
 * No sandbox, for containers; nothing that would make Chromium call home; no other machine. To
 * intercept requests instead would disable its cache.
 */
const FLAGS = [
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Whether there is a Chromium on this machine. */
export function hasBrowser(): boolean {
  return findBrowser() !== undefined;
}

/**
 * Starts the Chromium of this machine, without a window and with an empty profile.
 *
 * @throws when there is none on the PATH
 */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error(`none of ${NAMES.join(', ')} is on the PATH`);
  return chromium.launch({ executablePath, args: FLAGS });
}

function findBrowser(): string | undefined {
  return NAMES.map(findOnPath).find((path) => path !== undefined);
}

function findOnPath(name: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
