import type { Problem } from '../graphql-check';
import { translate } from '../translate';

/** The place under the editor where the dialog says what came of a check. */
export interface CheckResult {
  hide(): void;
  /** Says that the check is under way, or that it found nothing. */
  say(key: 'working' | 'good'): void;
  list(problems: readonly Problem[]): void;
}

/** The place in the dialog that is open now: what comes late must not reach another one. */
export function openCheckResult(): CheckResult {
  const place = $('#innerspace-query-result');
  const show = (content: JQuery | JQuery[], isWarning: boolean): void => {
    place.toggleClass('form-warning', isWarning).empty().append(content).show();
    RED.tray.resize();
  };
  return {
    hide() {
      if (!place.is(':visible')) return;
      place.hide();
      RED.tray.resize();
    },
    say: (key) => show($('<div>').text(translate('innerspace-query', `check.${key}`)), false),
    list: (problems) => show(problems.map(problemLine), true),
  };
}

/** The foreign text is put in as text: neither markup nor placeholders in it count. */
function problemLine({ line, message }: Problem): JQuery {
  const element = $('<div>').css('overflow-wrap', 'anywhere');
  if (line !== undefined) {
    $('<b>')
      .text(`${translate('innerspace-query', 'check.line', { line })} `)
      .appendTo(element);
  }
  return element.append(document.createTextNode(message));
}
