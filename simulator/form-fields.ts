/** The fields of a form-encoded body; of several with one name, the last counts. */
export function formFields(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(new URLSearchParams(text));
}
