import { heightLeftBeside } from './shared/rows';

const ELEMENT = 'node-input-query-editor';
const ROW = '.node-text-editor-row';

/** Pixels below which the query could not be read. */
const MIN_HEIGHT = 160;

let editor: AceAjax.Editor | undefined;

/**
 * Shows the query in Node-RED's code editor.
 *
 * @param onChange called whenever somebody types
 */
export function openCode(onChange: () => void): void {
  // Node-RED says nothing when a dialog closes because its node is deleted.
  closeCode();
  editor = RED.editor.createEditor({
    id: ELEMENT,
    mode: highlighting(),
    value: String($('#node-input-query').val()),
  });
  editor.on('change', onChange);
}

/** What has been typed. */
export function readCode(): string {
  return editor?.getValue() ?? '';
}

/** Puts what was typed into the field that Node-RED saves. */
export function saveCode(): void {
  $('#node-input-query').val(readCode());
  closeCode();
}

/** Ends the editor; what was typed and not saved is gone. */
export function closeCode(): void {
  editor?.destroy();
  editor = undefined;
}

/** Gives the editor the height that the other rows of the dialog leave. */
export function resizeCode(): void {
  const margins = ($(ROW).outerHeight(true) ?? 0) - ($(`#${ELEMENT}`).height() ?? 0);
  $(`#${ELEMENT}`).height(Math.max(MIN_HEIGHT, heightLeftBeside(ROW) - margins));
  editor?.resize();
}

/**
 * Monaco knows GraphQL, by which name Node-RED finds it. Its Ace has no such
 * mode; of those it has, YAML's colors come closest, and it reports no errors.
 */
function highlighting(): string {
  const isAce = RED.editor.codeEditor.editor?.type === 'ace';
  return isAce ? 'ace/mode/yaml' : 'ace/mode/graphql';
}
