import type { NodeAPI } from 'node-red';
import type { Inode } from '../src/services/inode';
import { registerWorkingNode } from './lib/account/working-node';
import { isSplit } from './lib/list/send-list';
import { sendAnswer } from './lib/request/send-answer';
import { sendRequestedList } from './lib/request/send-requested-list';
import { sendState } from './lib/request/send-state';
import { oneOf } from './lib/saved-values';
import {
  ANSWER_MODES,
  INODE_REQUEST_DEFAULTS,
  type InodeRequestSettings,
  REQUEST_BEFORE,
} from './settings';

export default (RED: NodeAPI): void =>
  registerWorkingNode<InodeRequestSettings, Inode>(RED, {
    type: 'inode-request',
    configType: 'inode-config',
    defaults: INODE_REQUEST_DEFAULTS,
    before: REQUEST_BEFORE,
    takesTicks: ({ mode }) => isSplit(mode),
    async run(job) {
      const mode = oneOf(ANSWER_MODES, job.settings.mode);
      if (mode === 'state') return sendState(job);
      return mode === 'answer' ? sendAnswer(RED, job, 'inode') : sendRequestedList(RED, job, mode);
    },
  });
