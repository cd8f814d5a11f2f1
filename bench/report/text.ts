import { createRequire } from 'node:module';
import { arch, cpus, platform, totalmem } from 'node:os';
import { asRecord } from '../../src/json-value';

const MEGABYTE = 2 ** 20;

/** A number with a precision that people read: 1,234 or 12.3. */
export function numberText(value: number, decimals = value < 99.95 ? 1 : 0): string {
  return value.toLocaleString('en-US', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
}

/** A whole number: 200,000. */
export function countText(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 2 });
}

export function megabytesText(bytes: number): string {
  return numberText(bytes / MEGABYTE);
}

/** A ratio: ×1.15. */
export function timesText(ratio: number): string {
  return `×${ratio < 10 ? ratio.toFixed(2) : numberText(ratio, 0)}`;
}

/** When, on what and with which versions, in one sentence. */
export function machineText(): string {
  const [{ model } = { model: 'unknown' }] = cpus();
  const { version } = asRecord(createRequire(__filename)('node-red/package.json'));
  const date = new Date().toISOString().slice(0, 10);
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  return (
    `Measured on ${date} with Node.js ${process.versions.node} and Node-RED ` +
    `${String(version)} on ${platform()} ${arch()}: ${cpus().length} cores ` +
    `(${model.trim()}), ${gigabytes} GB.`
  );
}
