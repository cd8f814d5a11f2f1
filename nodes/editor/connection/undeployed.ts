import { asRecord } from '../../../src/json-value';
import type { OtherNode } from '../shared/other-nodes';

/** An account as the runtime takes it from a dialog. */
export interface UndeployedAccount {
  readonly id: unknown;
  readonly settings: object;
  /** Those that were typed since it was deployed. */
  readonly credentials: object;
}

/** What the editor holds of an account that is not deployed as it is. */
export function undeployedAccount(account: OtherNode): UndeployedAccount {
  const values = asRecord(account);
  const { defaults } = asRecord(values['_def']);
  const names = Object.keys(asRecord(defaults));
  const settings = Object.fromEntries(names.map((name) => [name, values[name]]));
  return { id: values['id'], settings, credentials: asRecord(values['credentials']) };
}
