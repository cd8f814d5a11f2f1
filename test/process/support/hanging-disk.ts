/** Loaded before Node-RED: whoever opens something in the folder of the tokens waits forever. */
import promises from 'node:fs/promises';

const { open } = promises;

promises.open = (path, ...rest) =>
  String(path).includes('inode-tokens') ? new Promise(() => undefined) : open(path, ...rest);
