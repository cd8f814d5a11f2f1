import { onPress } from '../on-press';
import { keepSaved, showSaved } from '../show-saved';
import { checkQuery } from './check-query';
import { openCheckResult } from './check-result';
import { openCode, saveCode } from './code-editor';
import { prepareVariables } from './variables';

/** Fills the dialog: the code editor, the variables, and the button that checks the query. */
export function prepareGraphql(this: { type: string }): void {
  showSaved(this);
  const result = openCheckResult();
  prepareVariables();
  openCode(() => result.hide());
  onPress($('#innerspace-query-check'), () => checkQuery(result));
}

/** Takes over the query; Node-RED itself copies the plain fields. */
export function saveGraphql(this: { type: string }): void {
  keepSaved(this);
  saveCode();
}
