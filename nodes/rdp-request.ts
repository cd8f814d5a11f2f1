import type { NodeAPI } from 'node-red';
import { registerRequestNode } from './lib/request-node';

export = (RED: NodeAPI): void =>
  registerRequestNode(RED, { type: 'rdp-request', configType: 'rdp-config', tell: 'rdp' });
