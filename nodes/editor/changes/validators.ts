import { validator } from '../validator';
import { isProperty } from '../is-property';
import { isStore } from './stores';

export const validateKey = validator((value) => (isProperty(value) ? undefined : 'property'));

export const validatePolls = validator((value) =>
  /^0*[1-9]\d*$/.test(value) ? undefined : 'polls',
);

export const validateStore = validator((value) => (isStore(value) ? undefined : 'store'));
