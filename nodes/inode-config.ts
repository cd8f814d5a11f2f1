import type { NodeAPI } from 'node-red';
import { registerConfigNode } from './lib/account/config-node';
import { inodeAccount } from './lib/account/inode-account';
import { serveAccountPreview } from './lib/admin/serve-preview';
import { serveTest } from './lib/admin/serve-test';
import { accountTrials } from './lib/admin/try-account';

export = (RED: NodeAPI): void => {
  const account = inodeAccount(RED);
  const tryAccount = accountTrials(RED, account);
  registerConfigNode(RED, account);
  serveTest(RED, account.type, tryAccount);
  serveAccountPreview(RED, account.type, tryAccount);
};
