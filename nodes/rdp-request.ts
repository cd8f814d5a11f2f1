import type { NodeAPI } from 'node-red';
import { type RequestService, sendAnswer } from './lib/request/send-answer';
import { registerWorkingNode } from './lib/working-node';
import { REQUEST_DEFAULTS, type RequestSettings } from './settings';

export = (RED: NodeAPI): void =>
  registerWorkingNode<RequestSettings, RequestService>(RED, {
    type: 'rdp-request',
    configType: 'rdp-config',
    defaults: REQUEST_DEFAULTS,
    run: (job) => sendAnswer(RED, job, 'rdp'),
  });
