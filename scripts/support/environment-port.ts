import { freePort } from './free-port';

/**
 * The port that an environment variable asks for; where it is not set, a free
 * one, the preferred one if possible.
 */
export async function environmentPort(variable: string, preferred: number): Promise<number> {
  const text = process.env[variable];
  if (text === undefined || text === '') return freePort(preferred);
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new RangeError(`${variable} must be a port from 1 to 65535, not "${text}".`);
  }
  // Whoever listens there could be another Node-RED, and be taken for this one.
  if ((await freePort(port)) !== port) throw new Error(`${variable}: port ${port} is in use.`);
  return port;
}
