import type { EditorHolder } from './use-editor';

/** Gives the editor another size, in pixels, while the tests of the surrounding `describe` run. */
export function useWindow(editor: EditorHolder, size: { width: number; height: number }): void {
  let usual: { width: number; height: number } | null = null;
  before(async () => {
    usual = editor.current.page.viewportSize();
    await editor.current.page.setViewportSize(size);
  });
  after(() => usual && editor.current.page.setViewportSize(usual));
}
