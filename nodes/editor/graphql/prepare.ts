import { onPress } from '../on-press';
import { showDefaults } from '../show-defaults';
import { checkQuery } from './check-query';
import { openCheckResult } from './check-result';
import { openCode } from './code-editor';
import { prepareVariables } from './variables';

/** Fills the dialog: the code editor, the variables, and the button that checks the query. */
export function prepareGraphql(this: { type: string }): void {
  showDefaults(this);
  const result = openCheckResult();
  prepareVariables();
  openCode(() => result.hide());
  onPress($('#innerspace-query-check'), () => checkQuery(result));
}
