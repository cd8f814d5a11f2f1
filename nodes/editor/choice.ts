import { type Validator, validator } from './validator';

/** A validator for a field that takes one of several choices. */
export function choice<Node>(choices: readonly string[]): Validator<Node> {
  const problem = { key: 'choice', values: { choices: choices.join(', ') } };
  return validator((value) => (choices.includes(value) ? undefined : problem));
}
