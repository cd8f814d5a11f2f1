import { translate } from '../translate';
import { type ListNode, modeOf } from './list-node';

/** The node's name or, without one, what it does. */
export function label(this: ListNode): string {
  return this.name || translate(this.type, `label.${modeOf(this.mode)}`);
}

/** Node-RED's way to show that a label is a name that somebody gave. */
export function labelStyle(this: ListNode): string {
  return this.name ? 'node_label_italic' : '';
}

/** What one message of the output holds. */
export function outputLabel(this: ListNode): string {
  return translate(this.type, `output.${modeOf(this.mode)}`);
}

/**
 * Short, because the palette's category already says iNode. Called on the
 * node's definition, which knows its type as a node does.
 */
export function paletteLabel(this: Pick<ListNode, 'type'>): string {
  return translate(this.type, 'palette');
}

/** What Node-RED calls the account when it reports that none is chosen. */
export function serverLabel(): string {
  return translate('inode-config', 'label.account');
}
