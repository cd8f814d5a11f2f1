import type { Node, NodeStatusFill, NodeStatusShape } from 'node-red';
import type { ErrorCode } from '../../src/errors';
import type { Translate } from './translate';

/** What a node shows under itself. */
export interface Status {
  /** Nothing was at work before this message. */
  begin(): void;
  working(): void;
  /** Waits before it tries again. */
  waiting(seconds: number): void;
  /** A message was skipped; how many it were since the beginning is shown beside the rest. */
  skipped(): void;
  done(text: string): void;
  failed(code: ErrorCode): void;
  clear(): void;
}

interface Shown {
  readonly fill: NodeStatusFill;
  readonly shape: NodeStatusShape;
  readonly text: string;
}

export function createStatus(node: Node, translate: Translate): Status {
  let current: Shown | undefined;
  let skipped = 0;
  let shown = '';
  const show = (status: Shown): void => {
    current = status;
    const { text: said } = status;
    const text = skipped === 0 ? said : translate('status.skipped', { text: said, skipped });
    // Every request of a list says that it works; the editor need not hear it again.
    if (text === shown) return;
    shown = text;
    node.status({ ...status, text });
  };
  return {
    begin: () => {
      skipped = 0;
    },
    working: () => show({ fill: 'blue', shape: 'dot', text: translate('status.working') }),
    waiting: (seconds) => {
      const text = translate('status.waiting', { seconds: Math.ceil(seconds) });
      show({ fill: 'yellow', shape: 'ring', text });
    },
    skipped: () => {
      skipped++;
      if (current !== undefined) show(current);
    },
    done: (text) => show({ fill: 'green', shape: 'dot', text }),
    failed: (code) => show({ fill: 'red', shape: 'ring', text: translate(`status.error.${code}`) }),
    clear: () => node.status({}),
  };
}
