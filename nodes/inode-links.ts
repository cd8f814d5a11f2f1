import type { NodeAPI } from 'node-red';
import { registerListNode } from './lib/list/list-node';

export default (RED: NodeAPI): void => registerListNode(RED, 'inode-links', 'links');
