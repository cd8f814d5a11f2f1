import type { NodeAPI } from 'node-red';
import type { Rdp } from '../src/services/rdp';
import { registerWorkingNode } from './lib/account/working-node';
import { sendAnswer } from './lib/request/send-answer';
import { REQUEST_BEFORE, REQUEST_DEFAULTS, type RequestSettings } from './settings';

export default (RED: NodeAPI): void =>
  registerWorkingNode<RequestSettings, Rdp>(RED, {
    type: 'rdp-request',
    configType: 'rdp-config',
    defaults: REQUEST_DEFAULTS,
    before: REQUEST_BEFORE,
    run: (job) => sendAnswer(RED, job, 'rdp'),
  });
