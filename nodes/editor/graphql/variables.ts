import { labelTypedInput } from '../label-typed-input';
import { translate } from '../translate';
import { typedValidator } from '../typed-validator';

/** Lets the variables be written as JSON, taken from the message, or computed. */
export function prepareVariables(): void {
  const field = $('#node-input-variables');
  field.typedInput({
    default: 'json',
    types: ['json', 'msg', 'jsonata'],
    typeField: '#node-input-variablesType',
  });
  labelTypedInput(field, variablesLabel());
}

/** No variables are good, too. */
export const validateVariables = typedValidator(
  'variablesType',
  (valueOf) => valueOf('variables').trim() !== '',
);

/** What Node-RED calls the variables when it reports that something is wrong with them. */
export function variablesLabel(): string {
  return translate('innerspace-query', 'label.variables');
}
