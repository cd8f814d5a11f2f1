import { Reason, type ReasonValues } from '../../src/reasons';
import type { RuleKey } from '../rules';

/** A reason that only the nodes give. Its text is in the catalogs, as those of the library's are. */
export function nodeReason(key: NodeReasonKey, values?: ReasonValues): Reason {
  return new Reason(key, values);
}

export type NodeReasonKey =
  | RuleKey
  | 'token'
  | 'username'
  | 'password'
  | 'clientId'
  | 'clientSecret'
  | 'oldPassword'
  | 'newPassword'
  | 'noAccount'
  | 'manyMessages'
  | 'testRunning'
  | 'testsRefused'
  | 'accountDisabled'
  | 'environmentMissing'
  | 'secretLineBreak'
  | 'passwordInEnvironment'
  | 'newPasswordReference'
  | 'tlsMissing'
  | 'proxyMissing'
  | 'pathInvalid'
  | 'queryNoList'
  | 'noListOrObject'
  | 'devicesNoList'
  | 'listShort'
  | 'listCutShort'
  | 'listPart'
  | 'listFailed'
  | 'storeMissing'
  | 'storeUnreadable'
  | 'storeUnwritable'
  | 'noPath'
  | 'methodUnknown'
  | 'bodyUnevaluable'
  | 'headerNoText'
  | 'headerUnevaluable'
  | 'headersNoObject'
  | 'headersOfAnswer'
  | 'bodyNoObject'
  | 'queryNoObject'
  | 'valueUnevaluable'
  | 'valueNoText'
  | 'noGraphqlQuery'
  | 'operationNoText'
  | 'variablesUnevaluable'
  | 'variablesNoObject'
  | 'msgVariablesNoObject'
  | 'empty'
  | 'nothingAt';
