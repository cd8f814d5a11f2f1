import { isReference } from '../settings';

const DATA_KEY = 'inodeSaved';

/**
 * Has a check box show a text that a person wrote into the flow, most often an
 * environment variable: Node-RED ticks a box for anything but an empty text.
 * The third state of a box stands for a variable: nobody knows here what it says.
 */
export function showInBox(box: JQuery, text: string): void {
  box.data(DATA_KEY, text).attr('title', text);
  box.prop({ checked: isTick(text), indeterminate: isReference(text) });
}

/** Has a select offer and show such a text besides its choices. */
export function showInSelect(select: JQuery, text: string): void {
  // By the data `env`, Node-RED's own selects know a variable, which has no dialog to open.
  $('<option>').val(text).text(text).data('env', true).appendTo(select);
  select.val(text);
}

/** Whether a check box stands for the text that was saved: as long as nobody has changed it. */
export function standsForText(box: JQuery): boolean {
  return textBehind(box) !== undefined;
}

/** What a check box stands for: a tick or none, or the text that was saved. */
export function valueOfBox(box: JQuery): boolean | string {
  return textBehind(box) ?? box.is(':checked');
}

function textBehind(box: JQuery): string | undefined {
  const text: unknown = box.data(DATA_KEY);
  if (typeof text !== 'string') return undefined;
  const isUntouched = isReference(text)
    ? box.prop('indeterminate') === true
    : box.is(':checked') === isTick(text);
  return isUntouched ? text : undefined;
}

/** What the runtime makes of a text in the place of a tick. */
function isTick(text: string): boolean {
  return text === 'true';
}
