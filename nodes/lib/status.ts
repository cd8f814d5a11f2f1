import type { Node, NodeStatusFill, NodeStatusShape } from 'node-red';
import type { ErrorCode } from '../../src/errors';
import type { Translate } from './translate';

/** What a node shows under itself. */
export interface Status {
  working(): void;
  /** Waits before it tries again. */
  waiting(seconds: number): void;
  done(text: string): void;
  failed(code: ErrorCode): void;
  clear(): void;
}

export function createStatus(node: Node, translate: Translate): Status {
  let shown = '';
  const show = (fill: NodeStatusFill, shape: NodeStatusShape, text: string): void => {
    // Every request of a list says that it works; the editor need not hear it again.
    if (text === shown) return;
    shown = text;
    node.status({ fill, shape, text });
  };
  return {
    working: () => show('blue', 'dot', translate('status.working')),
    waiting: (seconds) =>
      show('yellow', 'ring', translate('status.waiting', { seconds: Math.ceil(seconds) })),
    done: (text) => show('green', 'dot', text),
    failed: (code) => show('red', 'ring', translate(`status.error.${code}`)),
    clear: () => node.status({}),
  };
}
