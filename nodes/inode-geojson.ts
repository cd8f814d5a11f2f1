import type { NodeAPI } from 'node-red';
import { registerGeojsonNode } from './lib/geojson-node';

export = (RED: NodeAPI): void => registerGeojsonNode(RED);
