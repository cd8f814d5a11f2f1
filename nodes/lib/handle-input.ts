import type { Node, NodeMessageInFlow } from 'node-red';
import { ServiceError } from '../../src/errors';
import type { Caller } from '../../src/http/message';
import { classOf } from '../../src/redact';
import { errorText } from '../error-text';
import { type Done, endMessage } from './end-message';
import { FlowError, toServiceError } from './flow-error';
import { createStatus } from './status';
import type { Translate } from './translate';

/** Sends a message from the only output, or one from each; `null` leaves an output out. */
export type SendMessage = (msg: NodeMessageInFlow | (NodeMessageInFlow | null)[]) => void;

/** Does a node's work for one message, and returns what its status shows then. */
export type Run = (msg: NodeMessageInFlow, send: SendMessage, caller: Caller) => Promise<string>;

/** How a node takes its messages. */
export interface InputOptions {
  /** Whether the status says that the node is at work, for which it takes its time. */
  readonly showsWork?: boolean;
  /** Takes a message that is not work, and says whether it has; such a one ends at once. */
  readonly take?: ((msg: NodeMessageInFlow) => boolean) | undefined;
}

/**
 * Runs each message that arrives: status, exactly one `done`, every failure by
 * one door, and no promise that could end the process. When the node closes, what is
 * in flight is aborted, and nothing is sent, shown or reported afterwards.
 */
export function handleInput(
  node: Node,
  translate: Translate,
  run: Run,
  { showsWork = true, take = () => false }: InputOptions = {},
): void {
  const status = createStatus(node, translate);
  const inFlight = new Set<AbortController>();

  const toFlow = (failure: ServiceError): FlowError =>
    new FlowError(errorText(translate, failure), failure);

  function end(msg: NodeMessageInFlow, done: Done, failure: ServiceError | undefined): void {
    if (failure !== undefined) status.failed(failure.code);
    const uncopyable = new ServiceError('MESSAGE_INVALID');
    const error = failure && toFlow(failure);
    const hasEnded = endMessage(node, msg, done, error, toFlow(uncopyable));
    if (!hasEnded && failure === undefined) status.failed(uncopyable.code);
  }

  async function handle(msg: NodeMessageInFlow, send: SendMessage, done: Done): Promise<void> {
    const controller = new AbortController();
    const { signal } = controller;
    const sendOpen: SendMessage = (message) => {
      signal.throwIfAborted();
      sendCopies(send, message);
    };
    const observer = {
      onRequest: () => signal.aborted || status.working(),
      onWait: (seconds: number) => signal.aborted || status.waiting(seconds),
    };
    inFlight.add(controller);
    let failure: ServiceError | undefined;
    try {
      if (!take(msg)) {
        if (showsWork) status.working();
        status.done(await run(msg, sendOpen, { signal, observer, owner: node }));
      }
    } catch (error) {
      if (signal.aborted) return;
      failure = toServiceError(error);
    } finally {
      inFlight.delete(controller);
    }
    end(msg, done, failure);
  }

  node.on('input', (msg, send, done) => {
    // Nothing here can fail but Node-RED itself, and its errors must not end the process.
    handle(msg, send, done).catch((error: unknown) => node.error(classOf(error)));
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
