import { translate } from '../translate';

const OUTPUTS = ['added', 'changed', 'removed'];

/** What the messages of an output hold. */
export function outputLabel(index: number): string {
  return translate('inode-changes', `output.${OUTPUTS[index]}`);
}
