import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { projectRoot } from '../../scripts/support/project-root';
import type { Place } from '../profile';

/** Where V8 was, as its profiler says. */
interface Frame {
  readonly functionName: string;
  readonly url: string;
}

/** What V8 calls the places that are no functions, and what they belong to. */
const NO_FUNCTIONS: Readonly<Record<string, string>> = {
  '(garbage collector)': 'collecting garbage',
  '(program)': 'system calls, other native code',
};

/** Nothing is computed there, or the profiler itself. */
const NOWHERE: ReadonlySet<string> = new Set(['(idle)', '(root)', 'dispatch']);

/** Where JSON.parse is called: what it takes counts as its caller's, as all that V8 has built in. */
const PARSERS = /^(src\/http\/json\.js|bench\/worker\/floor\.js)$/;

/** What a place belongs to, and what it is called; nothing where nothing was computed. */
export function placeOf(frame: Frame | undefined): Omit<Place, 'ms'> | undefined {
  if (frame === undefined) return undefined;
  const { functionName, url } = frame;
  if (NOWHERE.has(functionName)) return undefined;
  if (url === '') {
    const part = NO_FUNCTIONS[functionName];
    return part === undefined ? { part: 'Node.js', name: functionName } : { part, name: part };
  }
  const file = fileOf(url);
  return { part: partOf(file), name: `${functionName || 'anonymous'}, ${file}` };
}

/** The file's path, from the folder of packages or of this one where it stands in one. */
function fileOf(url: string): string {
  if (!url.startsWith('/') && !url.startsWith('file:')) return url;
  const path = url.startsWith('/') ? url : fileURLToPath(url);
  const [, inPackage] = /^.*\/node_modules\/(.+)$/.exec(path) ?? [];
  return inPackage ?? relative(projectRoot, path).replace(/^(\.build|dist)\//, '');
}

function partOf(file: string): string {
  if (file.startsWith('node:')) return 'Node.js';
  if (PARSERS.test(file)) return 'JSON.parse';
  if (/^(axios|follow-redirects|proxy-from-env|form-data)\//.test(file)) return 'axios';
  if (/^(src|nodes)\//.test(file)) return 'this package';
  return 'Node-RED';
}
