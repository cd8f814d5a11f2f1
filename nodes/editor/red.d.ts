import type { EditorRED } from 'node-red';

declare global {
  /** The editor's API. The published types lack `validateTypedProperty`. */
  const RED: EditorRED & {
    utils: {
      /** `true`, or a translated sentence that says what is wrong. */
      validateTypedProperty(value: string, type: string): true | string;
    };
  };
}
