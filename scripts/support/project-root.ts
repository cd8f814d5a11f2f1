import { resolve } from 'node:path';

/** The folder of package.json, seen from where this file is compiled to: .build/scripts/support. */
export const projectRoot = resolve(__dirname, '../../..');
