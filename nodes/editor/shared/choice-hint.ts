/** A select, and a line below it on what the choice does. */
export interface ChoiceHint<Choice extends string> {
  /** The property that the select shows. */
  readonly name: string;
  readonly choices: readonly Choice[];
  /** The element that the line is in. */
  readonly hint: string;
  readonly textOf: (choice: Choice) => string;
}

/** Shows what the chosen one does, as long as the dialog is open; of a variable, nobody knows. */
export function showChoiceHint<Choice extends string>(options: ChoiceHint<Choice>): void {
  const { name, choices, hint, textOf } = options;
  const select = $(`#node-input-${name}`);
  select.on('change', () => {
    const chosen = choices.find((known) => known === select.val());
    $(hint)
      .text(chosen === undefined ? '' : textOf(chosen))
      .toggle(chosen !== undefined);
    RED.tray.resize();
  });
}
