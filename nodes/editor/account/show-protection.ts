import { isEnvironmentVariable } from '../environment-variable';
import { isUnprotected } from './is-unprotected';

/**
 * Offers to allow plain http only where the base URL asks for it, with a
 * warning. Where the environment decides on the base URL, it may ask for it.
 */
export function showProtection(): void {
  const address = String($('#node-config-input-baseUrl').val() ?? '').trim();
  const unprotected = isUnprotected(address);
  $('#inode-config-insecure').toggle(unprotected || isEnvironmentVariable(address));
  $('#inode-config-insecure-hint').toggle(unprotected);
}
