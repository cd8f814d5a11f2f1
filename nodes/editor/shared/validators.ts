import { isReference } from '../../settings';
import { translate } from './translate';

/** What a field may hold; `undefined` in a flow that was written by hand. */
type FieldValue = string | number | undefined;

/** Says whether a value is good; if not, the text says why. */
export type Validator<Node> = (this: Node, value: FieldValue, options: object) => true | string;

/** Key below `problem` of the text that says what is wrong, and what the text is filled with. */
export type Problem = string | { key: string; values: Record<string, string | number> };

/**
 * A validator for Node-RED's `defaults` and `credentials` that accepts an
 * environment variable wherever a value may be, and no value at all: the
 * runtime takes its default.
 *
 * @param problemOf what is wrong with a value, `undefined` for a good one
 */
export function validator<Node>(
  problemOf: (value: string, node: Node) => Problem | undefined,
): Validator<Node> {
  // Node-RED takes a text for "valid" unless the function declares two parameters.
  return function (this: Node, value: FieldValue, _options: object) {
    const given = String(value ?? '');
    if (value === undefined || isReference(given)) return true;
    const text = given.trim();
    // With a space beside it, Node-RED takes a variable for a text like any other.
    const problem = isReference(text) ? 'variableSpaced' : problemOf(text, this);
    return problem === undefined || problemText(problem);
  };
}

/** For a field that takes any text: flags only what is meant to be a variable and is not. */
export const anyText = validator<object>(() => undefined);

/** A validator for a field that takes one of several choices. */
export function choice(choices: readonly string[]): Validator<object> {
  return validator((value) => choiceProblem(value, choices));
}

export function choiceProblem(value: string, choices: readonly string[]): Problem | undefined {
  return choices.includes(value)
    ? undefined
    : { key: 'choice', values: { choices: choices.join(', ') } };
}

/** Whether a text is a property expression that needs no message to be read. */
export function isProperty(text: string): boolean {
  return RED.utils.validateTypedProperty(text, 'msg') === true && !/\[msg[.[]/.test(text);
}

/** What a problem says, in the editor's language. */
export function problemText(problem: Problem): string {
  const { key, values } = typeof problem === 'string' ? { key: problem, values: {} } : problem;
  return translate('inode-config', `problem.${key}`, values);
}
