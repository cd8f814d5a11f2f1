import { referencedVariable } from '../../settings';
import { problemText } from '../shared/validators';
import { isOnlyOfFlow } from '../shared/variables';
import type { ConfigNode } from './config-node';
import { field } from './open-dialog';

/** Where Node-RED keeps the tooltip that says what is wrong with a field. */
const TOOLTIP = 'tooltip';

/**
 * Marks each field with a variable that accounts do not see. Node-RED calls no validator
 * for a value that is a variable alone, and validates all fields whenever one changes.
 */
export function markFlowVariables(node: ConfigNode): void {
  const { _def: definition } = node;
  const names = [definition.defaults, definition.credentials].flatMap((each) => Object.keys(each));
  const mark = (): void => names.forEach((name) => markField(field(name), node));
  field('name').closest('form').on('change keyup paste', mark);
  // Node-RED validates a dialog when it has opened.
  setTimeout(mark);
}

function markField(input: JQuery, node: ConfigNode): void {
  const variable = referencedVariable(input.val());
  if (variable === undefined || !isOnlyOfFlow(variable, node)) return;
  input.addClass('input-error');
  if (input.data(TOOLTIP)) return;
  const problem = problemText('variableOfFlow', { name: variable });
  input.data(TOOLTIP, RED.popover.tooltip(input, problem));
}
