import { validator } from '../validator';

/** Flags an address: requests stay below the account's base URL. */
export const validatePath = validator((value) =>
  /^([a-z]+:)?\/\//i.test(value) ? 'path' : undefined,
);
