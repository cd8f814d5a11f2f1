/** Shows that a label has a text. */
const MARK = { textDecoration: 'underline dotted', textUnderlineOffset: '3px' };

/** Node-RED's tooltips are as wide as their text, and not for sentences. */
const PLACE = { maxWidth: 300, whiteSpace: 'normal' };

/**
 * Shows the texts that say when to change a field, as tooltips of the fields' labels, and
 * gives them to screen readers as the fields' descriptions. The build puts each text into
 * the dialog beside its field.
 */
export function showTips(): void {
  // A dialog that is below this one has shown its own.
  for (const tip of $('.inode-tip:not([data-shown])').toArray()) {
    $(tip).attr('data-shown', 'true');
    const field = $(`#${tip.id.replace(/-tip$/, '')}`);
    const described = [field.attr('aria-describedby'), tip.id].filter(Boolean).join(' ');
    field.attr('aria-describedby', described);
    const labeledBy = field.attr('aria-labelledby');
    const label = $(labeledBy === undefined ? `label[for="${field.attr('id')}"]` : `#${labeledBy}`);
    label.css('cursor', 'help').find('span').css(MARK);
    // Node-RED gives a text, but not an element, to the label as its name; and it translates
    // the dialog after this.
    RED.popover.tooltip(label, () => $('<div>').css(PLACE).text($(tip).text()));
  }
}
