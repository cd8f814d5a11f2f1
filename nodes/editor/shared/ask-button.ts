import { translate } from './translate';

/** What a dialog shows below a button when the answer is there. */
export interface Outcome {
  readonly lines: readonly (string | JQuery)[];
  /** Whether it is what one hopes for; `undefined` for neither. */
  readonly isGood: boolean | undefined;
}

/** For things that are not as they should be. */
export function warning(...lines: string[]): Outcome {
  return { lines, isGood: false };
}

const MARKS = [
  { isGood: true, icon: 'fa-check', color: 'var(--red-ui-text-color-success)' },
  { isGood: false, icon: 'fa-times', color: 'var(--red-ui-text-color-error)' },
];

/**
 * Makes a button ask, one question at a time, and show the outcome below it, in
 * the dialog that is open now: an answer that comes late must not reach another one.
 * While it asks, it is a button that stops that.
 *
 * @param set the key of the texts, below which `working` is what it says meanwhile
 */
export function prepareAskButton(
  id: string,
  set: string,
  ask: (signal: AbortSignal) => Promise<Outcome>,
): void {
  const button = $(`#${id}`);
  const tips = $(`#${id}-result .form-tips`);
  let asking: AbortController | undefined;

  const show = ({ lines, isGood }: Outcome): void => {
    // Text is put in as text: no markup in it counts.
    const content = lines.map((line) => (typeof line === 'string' ? $('<div>').text(line) : line));
    const mark = MARKS.find((each) => each.isGood === isGood);
    const edge = mark === undefined ? '' : `4px solid ${mark.color}`;
    tips
      .toggleClass('form-warning', isGood === false)
      .css('border-left', edge)
      .empty();
    if (mark !== undefined) tips.append(icon(mark.icon).css({ color: mark.color, float: 'left' }));
    tips.append(content).show();
    RED.tray.resize();
  };

  button.on('click', () => {
    if (asking !== undefined) return asking.abort();
    const current = new AbortController();
    asking = current;
    // Node-RED puts the texts in after the dialog has been prepared.
    const idle = button.contents().clone();
    button.attr('aria-busy', 'true').empty().append(icon('fa-spinner fa-spin'));
    button.append($('<span>').text(text('ask.stop')));
    show({ lines: [translate('inode-config', `${set}.working`)], isGood: undefined });
    const stopped = { lines: [text('ask.stopped')], isGood: undefined };
    void ask(current.signal)
      .then((outcome) => show(current.signal.aborted ? stopped : outcome))
      .finally(() => {
        asking = undefined;
        button.removeAttr('aria-busy').empty().append(idle);
      });
  });
}

function icon(name: string): JQuery {
  return $('<i class="fa" aria-hidden="true">').addClass(name).css('margin-right', 6);
}

function text(key: string): string {
  return translate('inode-config', key);
}

/** Works when a button is pressed; until that is done, the button cannot be pressed again. */
export function onPress(button: JQuery, work: () => Promise<void>): void {
  button.on('click', () => {
    button.prop('disabled', true);
    void work().finally(() => button.prop('disabled', false));
  });
}
