/** What Node-RED's select for a configuration node holds where none is chosen. */
const NONE = '_ADD_';

/** The id that such a select holds, or an empty text; the value of any other field as it is. */
export function chosenNode(select: JQuery): string {
  const value = String(select.val() ?? '');
  return value === NONE ? '' : value;
}
