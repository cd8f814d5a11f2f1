import type { EditorRED } from 'node-red';

declare global {
  /** The editor's API, with what the published types lack. */
  const RED: EditorRED & {
    editor: {
      codeEditor: {
        /** The code editor that the user chose in the settings. */
        editor: { type: 'monaco' | 'ace' | 'basic' } | null;
      };
    };
    nodes: {
      /** Calls for each group until one returns false. */
      eachGroup(visit: (group: object) => boolean): void;
    };
    clipboard: {
      /** The published types want an element without jQuery around it, which Node-RED does not take. */
      copyText(value: string, element: JQuery, message: string): boolean;
    };
    popover: {
      /** The content may be a function that makes it when it is shown. */
      tooltip(target: JQuery, content: () => JQuery): unknown;
    };
    settings: {
      /** Set where the editor is served apart from the admin API. */
      apiRootUrl?: string;
      /** The context stores, the default one among them. */
      context: { default: string; stores: string[] };
    };
    utils: {
      /** `true`, or a translated sentence that says what is wrong. */
      validateTypedProperty(value: string, type: string, options?: object): true | string;
    };
  };
}
