import type { NodeAPI, NodeDef } from 'node-red';
import { removeTokenFile } from '../src/auth/token-file';
import { errorCodeOf } from '../src/redact';
import { createInode, type Inode } from '../src/services/inode';
import { type AccountNode, readAccount } from './lib/account';
import { tokenPath } from './lib/token-path';
import { createTranslate } from './lib/translate';
import type { AccountCredentials, AccountSettings } from './settings';

type Saved = NodeDef & Partial<AccountSettings>;

export = (RED: NodeAPI): void => {
  const translate = createTranslate(RED);

  function AccountConfig(this: AccountNode, saved: Saved): void {
    RED.nodes.createNode(this, saved);
    const path = tokenPath(RED, this);
    const onProblem = (code: string): void =>
      this.warn(translate('problem.tokenFile', { folder: path ?? '', code }));
    let inode: Inode | undefined;

    this.users = {};
    this.addUser = (user) => {
      this.users[user.id] = user;
      user.on('close', () => {
        delete this.users[user.id];
      });
    };
    // Opened at the first use: a flow that never asks needs no connections.
    this.inode = () =>
      (inode ??= createInode({
        ...readAccount(RED, saved, this.credentials),
        tokenFile: path === undefined ? undefined : { path, onProblem },
      }));

    const close = async (removed: boolean, done: () => void): Promise<void> => {
      try {
        await inode?.close();
        if (removed && path !== undefined) await removeTokenFile(path);
      } catch (error) {
        onProblem(errorCodeOf(error) ?? 'UNKNOWN');
      }
      done();
    };
    this.on('close', (removed: boolean, done: () => void) => {
      void close(removed, done);
    });
  }

  RED.nodes.registerType<AccountNode, Saved, unknown, AccountCredentials>(
    'inode-config',
    AccountConfig,
    {
      credentials: {
        username: { type: 'text' },
        password: { type: 'password' },
        clientId: { type: 'text' },
        clientSecret: { type: 'password' },
        token: { type: 'password' },
      },
    },
  );
};
