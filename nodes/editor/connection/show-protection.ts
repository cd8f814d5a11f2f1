import { isReference } from '../../settings';
import { isUnprotected } from './is-unprotected';

/** The fields that hold addresses to which credentials are sent. */
const ADDRESSES = '#node-config-input-baseUrl, #node-config-input-tokenUrl';

/**
 * Offers to allow plain http only where an address asks for it, with a
 * warning. Where the environment decides on an address, it may ask for it.
 */
export function showProtection(): void {
  const update = (): void => {
    const addresses = $(ADDRESSES)
      .toArray()
      .map((field) => String($(field).val()).trim());
    const unprotected = addresses.some(isUnprotected);
    $('#inode-insecure').toggle(unprotected || addresses.some(isReference));
    $('#inode-insecure-hint').toggle(unprotected);
  };
  $(ADDRESSES).on('input change', update);
}
