/** Whether a text is a property expression that needs no message to be read. */
export function isProperty(text: string): boolean {
  return RED.utils.validateTypedProperty(text, 'msg') === true && !/\[msg[.[]/.test(text);
}
