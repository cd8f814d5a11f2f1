import type { NodeAPI } from 'node-red';
import { registerGeojsonNode } from './lib/geojson/geojson-node';

export default (RED: NodeAPI): void => registerGeojsonNode(RED);
