import { validator } from './validator';

/** For a field that takes any text: flags only what is meant to be a variable and is none. */
export const anyText = validator<object>(() => undefined);
