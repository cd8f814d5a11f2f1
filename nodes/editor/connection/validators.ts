import { LONGEST_TIMEOUT } from '../../settings';
import { type Validator, validator } from '../validator';
import type { ConfigNode } from './config-node';
import { allowsInsecure } from './edited-dialog';
import { isUnprotected } from './is-unprotected';
import { isServiceAddress } from './service-address';

/** Which values an address takes to which credentials are sent. */
export function addressValidator(name: 'baseUrl' | 'tokenUrl'): Validator<ConfigNode> {
  return validator((value, node) => {
    if (!isServiceAddress(value)) return name;
    return isUnprotected(value) && !allowsInsecure(node) ? 'insecure' : undefined;
  });
}

/** Which values the fields take that every configuration node has; its default for an empty number. */
export const connectionValidators = {
  baseUrl: addressValidator('baseUrl'),

  timeout: validator<ConfigNode>((value) =>
    value === '' || (Number(value) > 0 && Number(value) <= LONGEST_TIMEOUT)
      ? undefined
      : { key: 'timeout', values: { most: LONGEST_TIMEOUT } },
  ),

  retries: validator<ConfigNode>((value) => (/^\d*$/.test(value) ? undefined : 'retries')),

  concurrency: validator<ConfigNode>((value) =>
    value === '' || /^0*[1-9]\d*$/.test(value) ? undefined : 'concurrency',
  ),
};
