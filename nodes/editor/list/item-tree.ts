/** What in Node-RED's tree of an object can be opened. */
const HANDLE = '.red-ui-debug-msg-expandable';

/** Items as the debug sidebar shows objects, the first one opened; the keyboard opens them, too. */
export function itemTree(items: readonly unknown[]): JQuery {
  const tree = $('<div>').css({ marginTop: 4 });
  for (const [index, item] of items.entries()) {
    const element = RED.utils.createObjectElement(item, { key: String(index) });
    $('<div class="red-ui-debug-msg-payload">').append(element).appendTo(tree);
  }
  const makeReachable = (): void => {
    tree.find(HANDLE).each((_, handle) => {
      const isOpen = !$(handle).parent().hasClass('collapsed');
      $(handle).attr({ tabindex: 0, role: 'button', 'aria-expanded': String(isOpen) });
    });
  };
  // Opening one shows others.
  tree.on('click', makeReachable);
  tree.on('keydown', HANDLE, (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    event.stopPropagation();
    $(event.currentTarget).trigger('click');
  });
  makeReachable();
  tree.find(HANDLE).first().trigger('click');
  return tree;
}
