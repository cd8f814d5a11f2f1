import type { Node } from 'node-red';
import type { ErrorCode } from '../../src/errors';
import type { Resource } from '../../src/services/inode';
import type { Translate } from './translate';

/** What a node shows under itself. */
export interface Status {
  working(): void;
  /** Waits before it tries again. */
  waiting(seconds: number): void;
  done(count: number): void;
  failed(code: ErrorCode): void;
  clear(): void;
}

export function createStatus(node: Node, translate: Translate, resource: Resource): Status {
  return {
    working() {
      node.status({ fill: 'blue', shape: 'dot', text: translate('status.working') });
    },
    waiting(seconds) {
      const text = translate('status.waiting', { seconds: Math.ceil(seconds) });
      node.status({ fill: 'yellow', shape: 'ring', text });
    },
    done(count) {
      node.status({
        fill: 'green',
        shape: 'dot',
        text: translate(`status.${resource}`, { count }),
      });
    },
    failed(code) {
      node.status({ fill: 'red', shape: 'ring', text: translate(`status.error.${code}`) });
    },
    clear() {
      node.status({});
    },
  };
}
