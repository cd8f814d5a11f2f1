/** A name, where one begins. */
const NAME = /[_a-z]\w*/iy;

/** What is written once is not written again by chance. */
const ONCE: ReadonlySet<string> = new Set(['mutation', 'subscription']);

/**
 * Whether running a GraphQL document again changes nothing: none of its
 * operations is a mutation or a subscription. A field, an argument or a text
 * may be called so. What is not a document is not repeated either.
 */
export function isRepeatable(document: string): boolean {
  let depth = 0;
  /** Whether an operation or a fragment may begin here. */
  let isBetween = true;
  for (let at = 0; at < document.length; at++) {
    const sign = document.charAt(at);
    if (sign === '#') {
      at = endOfLine(document, at);
    } else if (sign === '"') {
      at = endOfText(document, at);
      if (at === -1) return false;
    } else if ('{(['.includes(sign)) {
      depth++;
    } else if ('})]'.includes(sign)) {
      depth--;
      if (depth < 0) return false;
      if (sign === '}' && depth === 0) isBetween = true;
    } else if (depth === 0 && isBetween && !/[\s,]/.test(sign)) {
      NAME.lastIndex = at;
      if (ONCE.has(NAME.exec(document)?.[0] ?? '')) return false;
      isBetween = false;
    }
  }
  return true;
}

/** The index of the line break, or of the last character. */
function endOfLine(document: string, from: number): number {
  for (let at = from; at < document.length; at++) {
    if (isLineBreak(document.charAt(at))) return at;
  }
  return document.length - 1;
}

function isLineBreak(sign: string): boolean {
  return sign === '\n' || sign === '\r';
}

/** The index of the last quote of the text that begins there; -1 where it does not end. */
function endOfText(document: string, start: number): number {
  const block = '"""';
  if (document.startsWith(block, start)) {
    const end = endOfBlock(document, start + block.length);
    return end === -1 ? -1 : end + block.length - 1;
  }
  for (let at = start + 1; at < document.length; at++) {
    const sign = document.charAt(at);
    if (sign === '"') return at;
    if (sign === '\\') at++;
    if (isLineBreak(document.charAt(at))) return -1;
  }
  return -1;
}

/** The index of the three quotes that end a block; a backslash takes their meaning. */
function endOfBlock(document: string, start: number): number {
  let at = document.indexOf('"""', start);
  while (at !== -1 && document[at - 1] === '\\') at = document.indexOf('"""', at + 3);
  return at;
}
