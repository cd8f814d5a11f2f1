/** A step of an expression: a name in quotes, or anything up to the next dot or bracket. */
const STEP = /"([^"]*)"|'([^']*)'|([^.[\]]+)/g;

/** The paths of a text in which commas part them; commas in quotes belong to a name. */
export function splitPaths(text: string): string[] {
  const paths = [''];
  let quote = '';
  for (const character of text) {
    if (quote === '' && character === ',') {
      paths.push('');
      continue;
    }
    if (quote === '' && (character === '"' || character === "'")) quote = character;
    else if (character === quote) quote = '';
    paths.push(`${paths.pop() ?? ''}${character}`);
  }
  return paths.map((path) => path.trim());
}

/** Whether a path leads to another one's value, or to one around it: `a` and `a["b"]`. */
export function isAround(outer: string, inner: string): boolean {
  const [a, b] = [stepsOf(outer), stepsOf(inner)];
  return a.length > 0 && a.every((step, at) => step === b[at]);
}

/** The names and places that a path leads through. */
export function stepsOf(path: string): string[] {
  return [...path.matchAll(STEP)].map(
    ([, double, single, plain]) => double ?? single ?? plain ?? '',
  );
}

/** A path into the last item of a list, such as `[-1].id` or `data[-1].id`, as the one inside the item; nothing for others. */
export function pathInLastItem(path: string): { list: string; inside: string } | undefined {
  const at = path.indexOf('[-1]');
  if (at === -1) return undefined;
  return { list: path.slice(0, at), inside: path.slice(at + 4).replace(/^\./, '') };
}
