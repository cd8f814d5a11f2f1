/** Does something when a button is pressed, once at a time. */
export function onPress(button: JQuery, work: () => Promise<void>): void {
  button.on('click', () => {
    button.prop('disabled', true);
    void work().finally(() => button.prop('disabled', false));
  });
}
