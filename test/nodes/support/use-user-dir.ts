import helper from 'node-red-node-test-helper';
import { useFolder } from '../../support/use-folder';

/** Gives Node-RED a user directory, empty before each test of the surrounding `describe`. */
export function useUserDir(): (...names: string[]) => string {
  const inFolder = useFolder();
  beforeEach(() => helper.settings({ userDir: inFolder() }));
  afterEach(() => helper.settings({ userDir: undefined }));
  return inFolder;
}
