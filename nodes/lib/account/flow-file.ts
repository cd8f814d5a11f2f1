import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import { isAbsolute, join, relative } from 'node:path';

/** The settings of a Node-RED that decide where its flows are. */
interface FlowSettings {
  readonly flowFile?: string | undefined;
  readonly userDir?: string | undefined;
}

/**
 * The file with the flows, as a path from the user directory, which may be moved. It is found as
 * Node-RED finds it: two that share a user directory may have the same setting, and yet
 * different files, named after their machines or in their working directories.
 */
export function flowFileOf({ flowFile, userDir = '' }: FlowSettings): string {
  return relative(userDir, pathOf(flowFile || `flows_${hostname()}.json`, userDir));
}

function pathOf(name: string, userDir: string): string {
  if (isAbsolute(name)) return name;
  const inWorkingFolder = join(process.cwd(), name);
  return name.startsWith('./') || existsSync(inWorkingFolder)
    ? inWorkingFolder
    : join(userDir, name);
}
