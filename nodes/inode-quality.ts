import type { NodeAPI } from 'node-red';
import { registerQualityNode } from './lib/quality/quality-node';

export default (RED: NodeAPI): void => registerQualityNode(RED);
