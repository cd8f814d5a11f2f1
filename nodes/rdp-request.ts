import type { NodeAPI } from 'node-red';
import { registerWorkingNode } from './lib/account/working-node';
import { type RequestService, sendAnswer } from './lib/request/send-answer';
import { REQUEST_DEFAULTS, type RequestSettings } from './settings';

export = (RED: NodeAPI): void =>
  registerWorkingNode<RequestSettings, RequestService>(RED, {
    type: 'rdp-request',
    configType: 'rdp-config',
    defaults: REQUEST_DEFAULTS,
    run: (job) => sendAnswer(RED, job, 'rdp'),
  });
