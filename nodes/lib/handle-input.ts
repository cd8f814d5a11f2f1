import type { Node, NodeMessageInFlow } from 'node-red';
import type { Caller } from '../../src/http/message';
import { errorText } from '../error-text';
import { FlowError, toServiceError } from './flow-error';
import { createStatus } from './status';
import type { Translate } from './translate';

/** Sends a message from the only output, or one from each; `null` leaves an output out. */
export type SendMessage = (msg: NodeMessageInFlow | (NodeMessageInFlow | null)[]) => void;

/** Does a node's work for one message, and returns what its status shows then. */
export type Run = (msg: NodeMessageInFlow, send: SendMessage, caller: Caller) => Promise<string>;

/**
 * Runs each message that arrives: status, exactly one `done`, every failure by
 * one door. When the node closes, what is in flight is aborted, and nothing is
 * sent, shown or reported afterwards.
 *
 * @param showsWork whether the status says that the node is at work, for which it takes its time
 */
export function handleInput(
  node: Node,
  translate: Translate,
  run: Run,
  { showsWork = true } = {},
): void {
  const status = createStatus(node, translate);
  const inFlight = new Set<AbortController>();

  async function handle(
    msg: NodeMessageInFlow,
    send: SendMessage,
    done: (error?: Error) => void,
  ): Promise<void> {
    const controller = new AbortController();
    const { signal } = controller;
    const sendOpen: SendMessage = (message) => {
      signal.throwIfAborted();
      send(message);
    };
    const observer = {
      onRequest: () => signal.aborted || status.working(),
      onWait: (seconds: number) => signal.aborted || status.waiting(seconds),
    };
    inFlight.add(controller);
    try {
      if (showsWork) status.working();
      const outcome = await run(msg, sendOpen, { signal, observer, owner: node });
      status.done(outcome);
      done();
    } catch (error) {
      if (signal.aborted) return;
      const failure = toServiceError(error);
      status.failed(failure.code);
      done(new FlowError(errorText(translate, failure), failure));
    } finally {
      inFlight.delete(controller);
    }
  }

  node.on('input', (msg, send, done) => {
    void handle(msg, send, done);
  });
  node.on('close', () => {
    for (const controller of inFlight) controller.abort();
    status.clear();
  });
}
