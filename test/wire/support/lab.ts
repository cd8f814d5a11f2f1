import assert from 'node:assert/strict';
import type { SpawnOptions } from 'node:child_process';
import { join } from 'node:path';
import { certificates } from '../../network/support/certificates';
import { hasOpenssl } from '../../network/support/openssl';
import {
  type FarCommand,
  isOutcome,
  isSeen,
  type NearCommand,
  type Outcome,
  PORTS,
  type SeenRequest,
} from './commands';
import { allowsNamespaces, startApart, startWith } from './namespaces';
import { Remote } from './remote';
import { ADDRESSES, Wire } from './wire';

/** The names of the service and of a proxy that leads to it. */
export const SERVICE = 'inode.test';
const PROXY = 'proxy.test';

/** How an account of the tests reaches the service. */
export type Way = 'http' | 'https' | 'https through a proxy';

export const WAYS: readonly Way[] = ['http', 'https', 'https through a proxy'];

export interface LabOptions {
  /** Milliseconds of a round trip. */
  readonly roundTrip: number;
  /** Whether the near end has an IPv6 address, and a route. */
  readonly ipv6?: boolean;
  /** The addresses of service and proxy; the first IPv4 one by default. */
  readonly addresses?: readonly string[];
}

/** A process of the lab. */
type Part = Pick<Remote, 'end'>;

/** Processes that can be asked write where the tests write. */
const TO_BE_ASKED: SpawnOptions = { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] };

/** Two networks with a wire between them: accounts at the near end, a service at the far one. */
export class Lab {
  private constructor(
    readonly wire: Wire,
    private readonly near: Remote,
    private readonly far: Remote,
  ) {}

  /** @param parts gets what has to be ended afterwards, even where this fails. */
  static async start(
    { roundTrip, ipv6 = false, addresses = [ADDRESSES.far] }: LabOptions,
    parts: Part[],
  ): Promise<Lab> {
    const script = (name: string): string[] => [process.execPath, join(__dirname, name)];
    const far = new Remote(startApart(script('far-side.js'), TO_BE_ASKED));
    parts.unshift(far);
    await far.ready();
    const wire = new Wire(far.pid, ipv6);
    parts.unshift(wire);
    await wire.change({ delay: roundTrip / 2 / 1_000 });
    const near = new Remote(startWith(wire.pid, script('near-side.js'), TO_BE_ASKED));
    parts.unshift(near);
    await near.ready();
    const lab = new Lab(wire, near, far);
    await lab.#askFar({ do: 'start', identity: certificates().server });
    await lab.resolveTo(addresses);
    return lab;
  }

  /** Lets the names of service and proxy have these addresses. */
  async resolveTo(addresses: readonly string[]): Promise<void> {
    await this.#askFar({ do: 'resolve', name: SERVICE, addresses });
    await this.#askFar({ do: 'resolve', name: PROXY, addresses });
  }

  /** Opens an account, which repeats nothing unless the test says otherwise. */
  async open(account: string, way: Way, retries = 0): Promise<void> {
    const proxy = way === 'https through a proxy' ? { https_proxy: `${PROXY}:${PORTS.proxy}` } : {};
    const options = {
      baseUrl: `${way === 'http' ? 'http' : 'https'}://${SERVICE}/api/`,
      allowInsecure: true,
      auth: { kind: 'token', token: 'token' },
      timeout: 30_000,
      retries,
      concurrency: 4,
      proxy,
      tls: { ca: certificates().ca },
    } as const;
    await this.#askNear({ do: 'open', account, options });
  }

  get(account: string, path = 'v1/links/'): Promise<Outcome> {
    return this.#call({ do: 'call', account, method: 'GET', path });
  }

  post(account: string, path = 'v1/links/'): Promise<Outcome> {
    return this.#call({ do: 'call', account, method: 'POST', path });
  }

  /** Lets so many milliseconds pass for the age of connections, without waiting. */
  async pass(ms: number): Promise<void> {
    await this.#askNear({ do: 'pass', ms });
  }

  /** The requests that arrived since this was asked last. */
  async requests(): Promise<SeenRequest[]> {
    const seen = await this.#askFar({ do: 'requests' });
    assert(isSeen(seen));
    return seen;
  }

  /** How many connections are open at the far end. */
  async connections(): Promise<number> {
    return Number(await this.#askFar({ do: 'connections' }));
  }

  async #call(command: NearCommand): Promise<Outcome> {
    const outcome = await this.#askNear(command);
    assert(isOutcome(outcome));
    return outcome;
  }

  #askNear(command: NearCommand): Promise<unknown> {
    return this.near.ask(command);
  }

  #askFar(command: FarCommand): Promise<unknown> {
    return this.far.ask(command);
  }
}

/** Leaves out the tests of the surrounding `describe` where no wire can be made. */
export function needsWire(): void {
  before(function () {
    const missing = wireMissing();
    if (missing === undefined) return;
    process.stdout.write(`skipped: ${missing}\n`);
    this.skip();
  });
}

function wireMissing(): string | undefined {
  if (!allowsNamespaces()) {
    return 'this machine does not allow network namespaces (needs root and iproute2)';
  }
  if (!hasOpenssl()) return 'the openssl command, which makes certificates, is missing';
  return undefined;
}

/** Starts a lab for one test, which ends with the test. */
export function useLab(): { start(options: LabOptions): Promise<Lab> } {
  const parts: Part[] = [];
  afterEach(async () => {
    for (const part of parts.splice(0)) await part.end();
  });
  return { start: (options) => Lab.start(options, parts) };
}
