import { Agent as HttpAgent, type AgentOptions as HttpOptions } from 'node:http';
import { Agent as HttpsAgent, type AgentOptions as HttpsOptions } from 'node:https';
import { Duplex } from 'node:stream';
import type { Signal } from '../abort';
import { withinConnectLimit } from './connect-limit';
import { dial } from './dial';
import { describeFailure } from './failure';
import { handshake } from './handshake';
import type { Proxy } from './proxy';
import { openTunnel } from './tunnel';

/** An agent for plain HTTP: to services, or to a proxy that takes complete requests. */
export function createHttpAgent(options: HttpOptions, closing: Signal): HttpAgent {
  const agent = new HttpAgent(options);
  agent.createConnection = ({ host, port }, callback) => {
    deliver(
      withinConnectLimit((signal) => dial(String(host), Number(port), signal), closing),
      callback,
    );
    return undefined;
  };
  return agent;
}

/**
 * An agent for HTTPS, whose connections go directly to services or through
 * tunnels of a proxy. The TLS inside a tunnel is the account's own, so a custom
 * CA and a client certificate hold. Node's agent resumes TLS sessions.
 */
export function createHttpsAgent(
  options: HttpsOptions,
  closing: Signal,
  proxy?: Proxy,
): HttpsAgent {
  const agent = new HttpsAgent(options);
  const startTls = agent.createConnection.bind(agent);
  agent.createConnection = (wanted, callback) => {
    const [host, port] = [String(wanted.host), Number(wanted.port)];
    const secure = (stream: Duplex, signal: Signal): Promise<Duplex> => {
      const inside = { ...wanted, socket: stream };
      return handshake(startTls(inside) ?? stream, signal);
    };
    const openDirectly = (): Promise<Duplex> =>
      withinConnectLimit(async (signal) => secure(await dial(host, port, signal), signal), closing);
    const openThrough = async (through: Proxy): Promise<Duplex> => {
      const tunnel = await openTunnel(through, host, port, closing);
      return withinConnectLimit((signal) => secure(tunnel, signal), closing);
    };
    deliver(proxy === undefined ? openDirectly() : openThrough(proxy), callback);
    return undefined;
  };
  return agent;
}

type Callback = (error: Error | null, stream: Duplex) => void;

/** Gives the outcome to a callback, which is called once whatever it does. */
function deliver(opening: Promise<Duplex>, callback: Callback | undefined): void {
  opening.then(
    (stream) => callback?.(null, stream),
    // Node's types want a stream even where there is none.
    (error: unknown) => callback?.(describeFailure(error, 'connecting'), new Duplex()),
  );
}
