import type { NodeAPI } from 'node-red';
import { registerChangesNode } from './lib/changes/changes-node';

export default (RED: NodeAPI): void => registerChangesNode(RED);
