import type { NodeAPI, NodeDef } from 'node-red';
import { createInode, type Inode } from '../src/services/inode';
import { type AccountNode, readAccount } from './lib/account';
import type { AccountCredentials, AccountSettings } from './settings';

export = (RED: NodeAPI): void => {
  function AccountConfig(this: AccountNode, saved: NodeDef & Partial<AccountSettings>): void {
    RED.nodes.createNode(this, saved);
    let inode: Inode | undefined;
    this.users = {};
    this.addUser = (user) => {
      this.users[user.id] = user;
      user.on('close', () => {
        delete this.users[user.id];
      });
    };
    this.inode = () => (inode ??= createInode(readAccount(saved, this.credentials)));
    this.on('close', () => inode?.close());
  }
  RED.nodes.registerType<
    AccountNode,
    NodeDef & Partial<AccountSettings>,
    unknown,
    AccountCredentials
  >('inode-config', AccountConfig, {
    credentials: {
      username: { type: 'text' },
      password: { type: 'password' },
      clientId: { type: 'text' },
      clientSecret: { type: 'password' },
      token: { type: 'password' },
    },
  });
};
