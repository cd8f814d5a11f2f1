import { keepSaved, showSaved } from './saved';
import { showTips } from './tips';

/** What a dialog does of its own. */
export interface DialogHooks<Node> {
  /** Fills the dialog; the plain fields show already what is saved. */
  readonly open: (node: Node) => void;
  /** Takes over what Node-RED does not: it copies the plain fields afterwards. */
  readonly save?: (node: Node) => void;
}

/** What Node-RED calls on the node: when its dialog is opened, and when it is saved. */
export interface Dialog<Node> {
  readonly prepare: (this: Node) => void;
  readonly save: (this: Node) => void;
}

/**
 * All dialogs are made by this, so that in each of them a check box or a choice
 * keeps the environment variable, or another text, that a person wrote into the flow.
 */
export function dialog<Node extends { type: string }>(hooks: DialogHooks<Node>): Dialog<Node> {
  return {
    prepare(): void {
      showSaved(this);
      showTips();
      hooks.open(this);
    },
    save(): void {
      keepSaved(this);
      hooks.save?.(this);
    },
  };
}
