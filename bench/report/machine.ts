import { createRequire } from 'node:module';
import { arch, cpus, platform, totalmem } from 'node:os';

/** When, on what and with which versions, in one sentence. */
export function machineText(): string {
  const [{ model } = { model: 'unknown' }] = cpus();
  const { version }: { version?: unknown } = createRequire(__filename)('node-red/package.json');
  const date = new Date().toISOString().slice(0, 10);
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  return (
    `Measured on ${date} with Node.js ${process.versions.node} and Node-RED ${String(version)} on ` +
    `${platform()} ${arch()}: ${cpus().length} cores (${model.trim()}), ${gigabytes} GB.`
  );
}
