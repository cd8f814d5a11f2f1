import { CHANGES_MODES, FIRSTS, WATCHES } from '../../settings';
import { choice } from '../choice';
import { isProperty } from '../is-property';
import { validator } from '../validator';
import { isStore } from './stores';

export const validateKey = validator((value) => (isProperty(value) ? undefined : 'property'));

export const validatePolls = validator((value) =>
  /^0*[1-9]\d*$/.test(value) ? undefined : 'polls',
);

export const validateStore = validator((value) => (isStore(value) ? undefined : 'store'));

export const validateWatch = choice(WATCHES);

export const validateFirst = choice(FIRSTS);

export const validateMode = choice(CHANGES_MODES);
