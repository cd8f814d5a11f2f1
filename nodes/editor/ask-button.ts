import { HINT_STYLE } from './hint-style';
import { onPress } from './on-press';
import { translate } from './translate';

/** What came of something that a dialog asked. */
export interface Told {
  readonly lines: readonly (string | JQuery)[];
  readonly isWarning: boolean;
}

/** For things that are not as they should be. */
export function warning(...lines: string[]): Told {
  return { lines, isWarning: true };
}

/**
 * Makes a button of `askRows` ask, once at a time, and tell below it what comes
 * of it, in the dialog that is open now: what comes late must not reach another one.
 *
 * @param set the key of the texts, below which `working` is what it says meanwhile
 */
export function prepareAskButton(id: string, set: string, ask: () => Promise<Told>): void {
  const place = $(`#${id}-result`);

  const tell = ({ lines, isWarning }: Told): void => {
    const tips = $('<div class="form-tips">')
      .css({ ...HINT_STYLE, maxHeight: 180, overflow: 'auto', overflowWrap: 'anywhere' })
      .toggleClass('form-warning', isWarning)
      // Text is put in as text: no markup in it counts.
      .append(lines.map((line) => (typeof line === 'string' ? $('<div>').text(line) : line)));
    place.empty().append(tips);
    RED.tray.resize();
  };

  onPress($(`#${id}`), async () => {
    tell({ lines: [translate('inode-config', `${set}.working`)], isWarning: false });
    tell(await ask());
  });
}
