/** The status of a node that has just done its work, as observers note it. */
export function doneStatus(text: string): string {
  return `green dot ${text}, ${new Date().toTimeString().slice(0, 'hh:mm'.length)}`;
}
