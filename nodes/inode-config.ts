import type { NodeAPI } from 'node-red';
import { registerConfigNode } from './lib/account/config-node';
import { inodeAccount } from './lib/account/inode-account';
import { serveAccountPreview } from './lib/admin/serve-preview';
import { serveState } from './lib/admin/serve-state';
import { serveTest } from './lib/admin/serve-test';
import { accountTrials } from './lib/admin/try-account';

export default (RED: NodeAPI): void => {
  const account = inodeAccount(RED);
  const tryAccount = accountTrials(RED, account);
  registerConfigNode(RED, account);
  serveTest(RED, account.type, tryAccount);
  serveState(RED, account.type);
  serveAccountPreview(RED, account.type, tryAccount);
};
