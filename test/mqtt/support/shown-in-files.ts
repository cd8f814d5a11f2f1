import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { FlowNode } from '../../../scripts/support/flow-node';

/**
 * Puts file nodes in place of a flow's debug nodes, which cut off what is long.
 *
 * @param folder where each writes a file of its own, one payload in a line
 */
export function showInFiles(flow: readonly FlowNode[], folder: string): FlowNode[] {
  return flow.map((node) =>
    node.type === 'debug'
      ? {
          ...node,
          type: 'file',
          filename: fileOf(folder, String(node['name'])),
          filenameType: 'str',
          appendNewline: true,
          createDir: true,
          overwriteFile: 'false',
          encoding: 'none',
          wires: [[]],
        }
      : node,
  );
}

/** All payloads so far that a debug node would have shown; `undefined` for an empty one. */
export function shownInFile(folder: string, debug: string): unknown[] {
  const lines = readIfThere(fileOf(folder, debug)).split('\n').slice(0, -1);
  return lines.map((line): unknown => (line === '' ? undefined : JSON.parse(line)));
}

function fileOf(folder: string, debug: string): string {
  return path.join(folder, `${debug}.jsonl`);
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
