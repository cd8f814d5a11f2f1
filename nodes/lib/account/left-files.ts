import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { NodeAPI } from 'node-red';
import type { FileLabel } from '../../../src/auth/file-label';
import { sweepFiles } from '../../../src/auth/sweep-files';
import { flowsOf, keptFolder } from './kept-files';

/** Listens to the starts of flows, one for each type: a runtime that is made again replaces it. */
const listeners = new Map<string, () => void>();

/** What is being removed; the types share a folder. */
let sweeping: Promise<unknown> = Promise.resolve();

/**
 * Removes what accounts of a type have left behind, whenever flows have started: those that
 * were removed while Node-RED was stopped, those of another project, those inside of a subflow
 * whose instance is gone, and the tokens of an account that signs in otherwise now.
 *
 * Flows start when all of their file was read and all their types are there. Only files that
 * were written for the same flow file are touched, and none where flows are not in a file of
 * the user directory, or where there are none at all: Node-RED also starts so when it could not
 * read the file. A disabled account is there, and so is one on a disabled tab.
 */
export class LeftFiles {
  /** How the accounts sign in that run. */
  readonly #signIns = new Map<string, string>();

  constructor(
    private readonly RED: NodeAPI,
    private readonly type: string,
  ) {
    const listener = (): void => {
      sweeping = Promise.all([sweeping, this.#sweep()]);
    };
    const previous = listeners.get(type);
    if (previous !== undefined) RED.events.off('flows:started', previous);
    listeners.set(type, listener);
    RED.events.on('flows:started', listener);
  }

  /** Hears of an account that runs, and how it signs in. */
  add(account: string, signIn: string): void {
    this.#signIns.set(account, signIn);
  }

  delete(account: string): void {
    this.#signIns.delete(account);
  }

  /** Resolves when nothing is being removed; never fails. */
  async settled(): Promise<void> {
    await sweeping;
  }

  async #sweep(): Promise<void> {
    const folder = keptFolder(this.RED);
    const isElsewhere = Boolean(Reflect.get(this.RED.settings, 'storageModule'));
    if (folder === undefined || isElsewhere) return;
    const ids = new Set<string>();
    this.RED.nodes.eachNode(({ id }) => ids.add(id));
    if (ids.size === 0) return;
    await sweepFiles(folder, (label, isPassword) => this.#isLeft(label, isPassword, ids));
  }

  #isLeft(label: FileLabel, isPassword: boolean, ids: ReadonlySet<string>): boolean {
    const { type, account, signIn } = label;
    if (type !== this.type || label.flows !== flowsOf(this.RED).flows) return false;
    // The path of an account inside of a subflow has the ids of its tab and of the instances.
    const isThere = ids.has(account) || account.split('/').every((id) => ids.has(id));
    if (!isThere) return !(isPassword && this.#isOtherProject(label.project));
    const current = this.#signIns.get(account);
    return !isPassword && current !== undefined && current !== signIn;
  }

  /** Another project that is there may be opened again, with credentials that have the old password. */
  #isOtherProject(project: string): boolean {
    const { userDir = '' } = this.RED.settings;
    const isOther = project !== '' && project !== flowsOf(this.RED).project;
    return isOther && existsSync(join(userDir, 'projects', project));
  }
}
