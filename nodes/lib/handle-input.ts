import type { Node, NodeMessageInFlow } from 'node-red';
import { Aborter } from '../../src/abort';
import { ServiceError } from '../../src/errors';
import { Allotment } from '../../src/http/memory';
import type { Caller } from '../../src/http/message';
import { classOf } from '../../src/redact';
import { errorText } from '../error-text';
import { type Done, endMessage, isCopyable } from './end-message';
import { FlowError, toServiceError } from './flow-error';
import { nodeReason } from './reasons';
import { createStatus } from './status';
import type { Translate } from './translate';

/**
 * Sends a message from the only output, or one from each; `null` leaves an output
 * out. A worker must be `ready` to call it.
 */
export type SendMessage = (msg: NodeMessageInFlow | (NodeMessageInFlow | null)[]) => void;

/** The work on one message: `ready` to send when all messages before it have ended. */
export type Worker = Caller & { readonly ready: Promise<void>; readonly memory: Allotment };

/** Does a node's work for one message, and returns what its status shows then. */
export type Run = (
  msg: NodeMessageInFlow,
  send: SendMessage,
  worker: Worker,
) => Promise<string | Outcome>;

/** What a status shows of work that is done. */
export interface Outcome {
  readonly text: string;
  /** Whether something is not as it should be: the status is yellow. */
  readonly isDoubtful: boolean;
}

/** How a node takes its messages. */
export interface InputOptions {
  /** Whether the status says that the node is at work, for which it takes its time. */
  readonly showsWork?: boolean;
  /** Messages that may be at work, or wait, at the same time. */
  readonly most?: number;
  /**
   * Whether a message that comes while another one is at work ends at once.
   *
   * @throws {ServiceError} CONFIG_INVALID
   */
  readonly skips?: () => boolean;
  /** Completes what the status shows of work that is done. */
  readonly mark?: (text: string) => string;
  /** Takes a message that is not work, and says whether it has; such a one ends at once. */
  readonly take?: ((msg: NodeMessageInFlow) => boolean) | undefined;
}

/** Bytes that a message takes while it waits, in addition to its content. */
const MESSAGE_BYTES = 2 ** 13;

/**
 * Runs each message that arrives: shows the status, calls `done` exactly once, reports all failures
 * in one place, and leaves no promise that could end the process. Messages run concurrently,
 * and end in the order in which they came. When the node closes,
 * what is in flight is aborted, and nothing is sent, shown or reported afterwards.
 */
export function handleInput(
  node: Node,
  translate: Translate,
  run: Run,
  {
    showsWork = true,
    most = Number.POSITIVE_INFINITY,
    skips = () => false,
    mark = (text) => text,
    take = () => false,
  }: InputOptions = {},
): void {
  const status = createStatus(node, translate, { showsTime: showsWork, mark });
  const inFlight = new Set<Aborter>();
  /** Resolves when the message that came last has come to its end. */
  let last = Promise.resolve();

  const toFlow = (failure: ServiceError): FlowError =>
    new FlowError(errorText(translate, failure), failure);

  function end(msg: NodeMessageInFlow, done: Done, reported?: ServiceError): void {
    // Made where it is needed: an error takes the time of its stack trace.
    const uncopyable = (): ServiceError => new ServiceError('MESSAGE_INVALID');
    // A getter or a proxy in the message throws wherever somebody looks at it.
    const isOfMessage = reported?.code === 'INTERNAL' && !isCopyable(msg);
    const failure = isOfMessage ? uncopyable() : reported;
    if (failure !== undefined) status.failed(failure.code);
    const error = failure && toFlow(failure);
    const hasEnded = endMessage(node, msg, done, error, () => toFlow(uncopyable()));
    if (!hasEnded && failure === undefined) status.failed('MESSAGE_INVALID');
  }

  /** Works on a message; returns why that failed, if it did. */
  async function work(
    msg: NodeMessageInFlow,
    send: SendMessage,
    worker: Worker,
  ): Promise<ServiceError | undefined> {
    const { signal, ready, memory } = worker;
    let isReady = false;
    void ready.then(() => {
      isReady = true;
    });
    const sendOpen: SendMessage = (message) => {
      signal.throwIfAborted();
      if (!isReady) throw new Error('A message before it has not come to its end.');
      sendCopies(send, message);
    };
    try {
      memory.take(MESSAGE_BYTES);
      if (showsWork) status.working();
      const outcome = await run(msg, sendOpen, worker);
      await ready;
      signal.throwIfAborted();
      if (typeof outcome === 'string') status.done(outcome);
      else status.done(outcome.text, outcome.isDoubtful);
      return undefined;
    } catch (error) {
      await ready;
      return toServiceError(error);
    }
  }

  async function handle(msg: NodeMessageInFlow, send: SendMessage, done: Done): Promise<void> {
    const controller = new Aborter();
    const { signal } = controller;
    const memory = new Allotment();
    const observer = {
      onRequest: () => signal.aborted || status.working(),
      onWait: (seconds: number) => signal.aborted || status.waiting(seconds),
      onArrival: (bytes: number) => signal.aborted || status.arrived(bytes),
    };
    if (inFlight.size === 0) status.begin();
    inFlight.add(controller);
    try {
      const worker = { signal, observer, owner: node, ready: last, memory };
      const failure = await work(msg, send, worker);
      if (!signal.aborted) end(msg, done, failure);
    } finally {
      inFlight.delete(controller);
      memory.shrinkTo(0);
    }
  }

  /** @throws {ServiceError} BUSY, CONFIG_INVALID where a message is not worked on. */
  function isSkipped(): boolean {
    if (skips() && inFlight.size > 0) return true;
    if (inFlight.size < most) return false;
    throw new ServiceError('BUSY', { reason: nodeReason('manyMessages', { messages: most }) });
  }

  node.on('input', (msg, send, done) => {
    try {
      if (take(msg)) {
        end(msg, done);
        return;
      }
      if (isSkipped()) {
        status.skipped();
        end(msg, done);
        return;
      }
    } catch (error) {
      end(msg, done, toServiceError(error));
      return;
    }
    // Nothing here can fail but Node-RED itself, and its errors must not end the process.
    last = handle(msg, send, done).catch((error: unknown) => node.error(classOf(error)));
  });
  node.on('close', () => {
    for (const controller of inFlight) controller.abort();
    status.clear();
  });
}

/** Node-RED copies a message for each wire but one, which not every message lets it do. */
function sendCopies(send: SendMessage, message: Parameters<SendMessage>[0]): void {
  try {
    send(message);
  } catch {
    throw new ServiceError('MESSAGE_INVALID');
  }
}
