import type { Node } from 'node-red';
import type { AccountObserver } from '../../../src/auth/account';
import { errorText } from '../../error-text';
import type { Translate } from '../translate';

/** Writes into the log what people should know of an account, once for all of its messages. */
export function observeAccount(node: Node, translate: Translate): AccountObserver {
  return {
    onOutage: (error) =>
      node.warn(translate('problem.outage', { problem: errorText(translate, error) })),
    onRecovery: (seconds, failures) => {
      const duration = durationText(seconds);
      node.log(translate('problem.recovery', { duration, failures }));
    },
    onContested: () => node.warn(translate('problem.sessionTaken')),
  };
}

function durationText(seconds: number): string {
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
