import assert from 'node:assert/strict';
import { once } from 'node:events';
import WebSocket from 'ws';

/** What a debug node showed, as the editor receives it. */
export interface DebugMessage {
  /** Id of the debug node. */
  id: string;
  /** What kind of value it is, such as `array[12]` or `string[5]`. */
  format: string;
  /** The value: text as it is, anything else as JSON, cut off after a thousand characters. */
  msg: string;
}

interface Publication {
  topic: string;
  data: DebugMessage;
}

function assertPublications(value: unknown): asserts value is Publication[] {
  if (!Array.isArray(value) || value.some((item) => typeof item?.topic !== 'string')) {
    throw new TypeError('not what Node-RED publishes to its editors');
  }
}

/** Milliseconds that a debug node gets to show something. */
const TIMEOUT = 20_000;

/** Listens to Node-RED as the debug sidebar of its editor does. */
export class DebugSidebar {
  readonly #socket: WebSocket;
  readonly #shown: DebugMessage[] = [];

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener('message', ({ data: text }) => {
      assert(typeof text === 'string');
      const publications: unknown = JSON.parse(text);
      assertPublications(publications);
      for (const { topic, data } of publications) if (topic === 'debug') this.#shown.push(data);
    });
  }

  /** @param url address of the editor, with a slash at the end */
  static async open(url: string): Promise<DebugSidebar> {
    const address = new URL('comms', url);
    address.protocol = 'ws:';
    const socket = new WebSocket(address);
    await once(socket, 'open');
    return new DebugSidebar(socket);
  }

  /** The first message that a debug node shows, or has shown. */
  async first(id: string): Promise<DebugMessage> {
    return this.nth(id, 1);
  }

  /** The message that a debug node shows, or has shown, as its nth, counted from 1. */
  async nth(id: string, n: number): Promise<DebugMessage> {
    const signal = AbortSignal.timeout(TIMEOUT);
    for (;;) {
      const found = this.#shown.filter((message) => message.id === id)[n - 1];
      if (found) return found;
      try {
        await once(this.#socket, 'message', { signal });
      } catch (cause) {
        const shown = JSON.stringify(this.#shown);
        throw new Error(`debug node ${id} showed no ${n} messages; shown was ${shown}`, { cause });
      }
    }
  }

  async close(): Promise<void> {
    this.#socket.close();
    await once(this.#socket, 'close');
  }
}
