/** What may hold any word without a meaning: block strings, strings, comments. */
const IGNORED = /"""(?:\\"""|[^])*?"""|"(?:\\.|[^"\\\r\n])*"|#[^\r\n]*/g;

/**
 * Whether running a GraphQL document again changes nothing: none of its
 * operations is a mutation or a subscription. A field, an argument or a text
 * may be called so.
 */
export function isRepeatable(document: string): boolean {
  return !definitionsOf(document).some((head) => /^[\s,]*(mutation|subscription)\b/.test(head));
}

/** What stands before the braces of each operation and fragment, without what is in brackets. */
function definitionsOf(document: string): string[] {
  const heads = [''];
  let depth = 0;
  for (const sign of document.replace(IGNORED, ' ')) {
    if ('{(['.includes(sign)) depth += 1;
    else if ('})]'.includes(sign)) depth -= 1;
    else if (depth === 0) heads.push(`${heads.pop()}${sign}`);
    if (sign === '}' && depth === 0) heads.push('');
  }
  return heads;
}
