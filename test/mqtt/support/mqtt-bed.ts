import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type SinonFakeTimers, useFakeTimers } from 'sinon';
import { AdminApi, assertFlow } from '../../../scripts/support/admin-api';
import type { FlowNode } from '../../../scripts/support/flow-node';
import { Mosquitto } from '../../../scripts/support/mosquitto';
import {
  startTemporaryNodeRed,
  type TemporaryNodeRed,
} from '../../../scripts/support/temporary-node-red';
import { type Simulator, startSimulator } from '../../../simulator/index';
import { SLOT } from '../../../src/sample/outages';
import { accountsOf } from '../../support/accounts-of';
import { FlowFile } from '../../support/flow-file';
import { Reader, type ReaderOptions } from './reader';
import { waitFor } from './wait-for';

const EXAMPLE = FlowFile.example('Items to MQTT');
const MINUTE = 60_000;

/** A slot's start: one minute later a device goes offline, and three minutes later it is back. */
const START = Math.floor(Date.UTC(2026, 2, 2, 12) / SLOT) * SLOT;

/**
 * A simulator, a broker, a Node-RED that polls the one for the other, and those
 * that read. The simulator's clock goes on by a minute with each poll.
 */
export class MqttBed {
  #simulator: Simulator | undefined;
  #nodeRed: TemporaryNodeRed | undefined;
  #clock: SinonFakeTimers | undefined;
  #broker: Mosquitto | undefined;
  #folder = '';
  readonly #readers: Reader[] = [];

  get broker(): Mosquitto {
    assert(this.#broker, 'the broker runs only inside of a test');
    return this.#broker;
  }

  async open(): Promise<void> {
    this.#clock = useFakeTimers({ now: START, toFake: ['Date'] });
    this.#simulator = await startSimulator();
    const nodeRed = process.env['NODE_RED'] ?? 'node-red';
    this.#nodeRed = await startTemporaryNodeRed({ nodeRed, installed: true });
  }

  async close(): Promise<void> {
    await this.#nodeRed?.close();
    await this.#simulator?.close();
    this.#clock?.restore();
  }

  async begin(): Promise<void> {
    this.#clock?.setSystemTime(START);
    this.#folder = await mkdtemp(path.join(tmpdir(), 'inode-mqtt-'));
    this.#broker = await Mosquitto.start(this.#folder);
  }

  async end(): Promise<void> {
    await this.fallSilent();
    for (const reader of this.#readers.splice(0)) await reader.stop();
    await this.#broker?.stop();
    await rm(this.#folder, { recursive: true });
  }

  /** Starts a machine that reads, and stops at the end of the test. Resolves when it is known to the broker. */
  async read(options: ReaderOptions): Promise<Reader> {
    const reader = await Reader.start(this.#folder, this.broker.port, options);
    this.#readers.push(reader);
    await waitFor(() => this.broker.hasSubscriber(options.clientId), 'the machine reads');
    return reader;
  }

  /**
   * Deploys the flow that publishes, which polls as soon as it is connected.
   *
   * @param prefixes of the topics of each poller; one with the example's own by default
   */
  async publish(prefixes: readonly string[] = ['inode']): Promise<void> {
    const pollers = prefixes.map((prefix) => renamed(this.#poller(prefix), prefix));
    await this.#toPoll(() => this.#api.deploy(pollers.flat()));
  }

  /** Takes the flow that publishes away. */
  async fallSilent(): Promise<void> {
    await this.#api.deploy([]);
  }

  /** Lets a minute pass. */
  pass(): void {
    this.#clock?.setSystemTime(Date.now() + MINUTE);
  }

  /** Has the service cut the next list of links short, down to nothing. */
  cutShort(): void {
    const body = JSON.stringify({ count: 24, next: null, previous: null, results: [] });
    const fault = { kind: 'answer', status: 200, body } as const;
    this.#simulator?.faults.add({ on: { path: '/api/v1/links/' }, fault });
  }

  /** Lets a minute pass and has the lists fetched. */
  async poll(): Promise<void> {
    this.pass();
    await this.#toPoll(async () => {
      for (const id of EXAMPLE.injects) await this.#api.inject(id);
    });
  }

  /** Waits for the fetch that something makes the poller start. */
  async #toPoll(action: () => Promise<void>): Promise<void> {
    const before = this.#fetches();
    await action();
    await waitFor(
      () => this.#fetches().every((count, index) => count > (before[index] ?? 0)),
      'the lists are fetched',
    );
  }

  #fetches(): number[] {
    return ['links', 'devices'].map(
      (name) => this.#simulator?.count({ path: `/api/v1/${name}/`, status: 200 }) ?? 0,
    );
  }

  get #accounts() {
    assert(this.#simulator);
    return accountsOf(this.#simulator);
  }

  get #api(): AdminApi {
    assert(this.#nodeRed);
    return new AdminApi(this.#nodeRed.process.url);
  }

  #poller(prefix: string): FlowNode[] {
    return EXAMPLE.withAccounts({
      ...this.#accounts,
      'mqtt-broker': { broker: '127.0.0.1', port: String(this.broker.port) },
      inject: { repeat: '' },
      'inode-links': { query: [{ name: 'status', value: 'Collecting', type: 'str' }] },
      tab: EXAMPLE.environment({ TOPICS: prefix }),
    });
  }
}

/** A copy of a flow with ids of its own, as an import makes one; the example's own keeps its ids. */
function renamed(flow: readonly FlowNode[], prefix: string): FlowNode[] {
  if (prefix === 'inode') return [...flow];
  const ids = new Map(flow.map(({ id }) => [id, `${prefix}-${id}`]));
  const copy: unknown = JSON.parse(JSON.stringify(flow), (_, value: unknown) =>
    typeof value === 'string' ? (ids.get(value) ?? value) : value,
  );
  assertFlow(copy);
  return copy;
}

/** Gives the suite a poller, and each test a broker and a clock that starts again. */
export function useMqttBed(): MqttBed {
  const bed = new MqttBed();
  before(() => bed.open());
  after(() => bed.close());
  beforeEach(() => bed.begin());
  afterEach(() => bed.end());
  return bed;
}
