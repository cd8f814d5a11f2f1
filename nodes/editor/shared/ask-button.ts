import { translate } from './translate';

/** What a dialog shows below a button when the answer is there. */
export interface Outcome {
  readonly lines: readonly (string | JQuery)[];
  readonly isWarning: boolean;
}

/** For things that are not as they should be. */
export function warning(...lines: string[]): Outcome {
  return { lines, isWarning: true };
}

/**
 * Makes a button ask, one question at a time, and show the outcome below it, in
 * the dialog that is open now: an answer that comes late must not reach another one.
 *
 * @param set the key of the texts, below which `working` is what it says meanwhile
 */
export function prepareAskButton(id: string, set: string, ask: () => Promise<Outcome>): void {
  const tips = $(`#${id}-result .form-tips`);

  const show = ({ lines, isWarning }: Outcome): void => {
    // Text is put in as text: no markup in it counts.
    const content = lines.map((line) => (typeof line === 'string' ? $('<div>').text(line) : line));
    tips.toggleClass('form-warning', isWarning).empty().append(content).show();
    RED.tray.resize();
  };

  onPress($(`#${id}`), async () => {
    show({ lines: [translate('inode-config', `${set}.working`)], isWarning: false });
    show(await ask());
  });
}

/** Works when a button is pressed; until that is done, the button cannot be pressed again. */
export function onPress(button: JQuery, work: () => Promise<void>): void {
  button.on('click', () => {
    button.prop('disabled', true);
    void work().finally(() => button.prop('disabled', false));
  });
}
