import { type BrokenRule, checkChoice, checkVariable } from '../../rules';
import { isReference, OVERLAPS } from '../../settings';
import { translate } from './translate';

/** What a field may hold; `undefined` in a flow that was written by hand. */
type FieldValue = string | number | undefined;

/** Says whether a value is good; if not, the text says why. */
export type Validator<Node> = (this: Node, value: FieldValue, options: object) => true | string;

/** What is wrong: a rule that the runtime checks as well, or the key of a text below `problem`. */
export type Problem = BrokenRule | string;

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
    const problem = checkVariable(given) ?? problemOf(given.trim(), this);
    return problem === undefined || problemText(problem);
  };
}

/** For a field that takes any text: flags only what is meant to be a variable and is not. */
export const anyText = validator<object>(() => undefined);

/** A validator for a field that takes one of several choices. */
export function choice(choices: readonly string[]): Validator<object> {
  return validator((value) => checkChoice(value, choices));
}

/** What becomes of a message while the node is at work. */
export const validateOverlap = choice(OVERLAPS);

/** Whether a text is a property expression that needs no message to be read. */
export function isProperty(text: string): boolean {
  return RED.utils.validateTypedProperty(text, 'msg') === true && !/\[msg[.[]/.test(text);
}

/** What is wrong with the path of a property that may be empty. */
export function pathProblem(path: string): Problem | undefined {
  return path === '' || isProperty(path) ? undefined : 'property';
}

/** For the path of a property that may be empty. */
export const optionalProperty = validator<object>(pathProblem);

/**
 * What is wrong, in the editor's language. Of a broken rule, a dialog says what
 * the runtime would say.
 *
 * @param values what the text of a problem is filled with
 */
export function problemText(problem: Problem, values?: Record<string, string | number>): string {
  return typeof problem === 'string'
    ? translate('inode-config', `problem.${problem}`, values)
    : translate('inode-config', `reason.${problem.key}`, { ...problem.values });
}
