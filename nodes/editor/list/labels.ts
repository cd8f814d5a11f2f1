import { translate } from '../translate';
import { type ListNode, modeOf } from './list-node';

/** The node's name or, without one, what it does. */
export function label(this: ListNode): string {
  return this.name || translate(this.type, `label.${modeOf(this.mode)}`);
}

/** What one message of the output holds. */
export function outputLabel(this: ListNode): string {
  return translate(this.type, `output.${modeOf(this.mode)}`);
}
