import { isEnvironmentVariable } from './environment-variable';
import { translate } from './translate';

/** What a field may hold; `undefined` in a flow that was written by hand. */
type FieldValue = string | number | undefined;

/** Says whether a value is good; if not, the text says why. */
export type Validator<Node> = (this: Node, value: FieldValue, options: object) => true | string;

/**
 * A validator for Node-RED's `defaults` and `credentials` that accepts an
 * environment variable wherever a value may stand.
 *
 * @param problemOf the key below `problem` of the text that says what is wrong
 *   with a value, or `undefined` for a good one
 */
export function validator<Node>(
  problemOf: (value: string, node: Node) => string | undefined,
): Validator<Node> {
  // Node-RED takes a text for "valid" unless the function declares two parameters.
  return function (this: Node, value: FieldValue, _options: object) {
    const text = String(value ?? '').trim();
    if (isEnvironmentVariable(text)) return true;
    const problem = problemOf(text, this);
    return problem === undefined || translate('inode-config', `problem.${problem}`);
  };
}
