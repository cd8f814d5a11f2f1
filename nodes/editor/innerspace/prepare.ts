import { INNERSPACE_DEFAULTS } from '../../settings';
import type { ConfigNode } from '../connection/config-node';
import { prepareConnection } from '../connection/prepare-connection';

/** Fills the dialog. */
export function prepareInnerspace(this: ConfigNode): void {
  const { name: _name, ...advanced } = INNERSPACE_DEFAULTS;
  prepareConnection(this, advanced);
}
