import assert from 'node:assert/strict';
import type { FlowNode } from '../../../scripts/support/flow-node';
import type { Simulator } from '../../../simulator/index';
import type { Editor } from './editor';
import type { BedHolder } from './use-bed';

/** The editor, while tests run. */
export interface EditorHolder {
  readonly current: Editor;
}

/**
 * Gives the surrounding `describe` the editor on a flow. All tests share its page, as
 * a person would; what a failed test left open is cleared away.
 *
 * @param flowFor what is deployed before; its credentials may be in the nodes
 */
export function useEditor(
  bed: BedHolder,
  flowFor?: (simulator: Simulator) => readonly FlowNode[],
): EditorHolder {
  let editor: Editor | undefined;

  before(async () => {
    editor = await bed.current.open(flowFor?.(bed.current.simulator));
  });

  afterEach(async function () {
    if (this.currentTest?.isFailed()) await editor?.load();
  });

  return {
    get current() {
      assert(editor !== undefined, 'The editor is there only while tests run.');
      return editor;
    },
  };
}
