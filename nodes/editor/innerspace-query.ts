import { checkQuery, openCheckResult } from './check-query';
import { closeCode, openCode, resizeCode, saveCode } from './code-editor';
import { onPress } from './shared/ask-button';
import { dialog } from './shared/dialog';
import { translate } from './shared/translate';
import { prepareTypedField, typedValidator } from './shared/typed-fields';

export const { prepare, save } = dialog({
  open() {
    const result = openCheckResult();
    prepareTypedField('variables', ['json', 'msg', 'jsonata'], variablesLabel());
    openCode(() => result.hide());
    onPress($('#innerspace-query-check'), () => checkQuery(result));
  },
  save: saveCode,
});

export { closeCode, resizeCode };

export const validate = {
  // No variables are good, too.
  variables: typedValidator('variablesType', (valueOf) => valueOf('variables').trim() !== ''),
};

/** What Node-RED calls the variables when it reports that something is wrong with them. */
export function variablesLabel(): string {
  return translate('innerspace-query', 'label.variables');
}
