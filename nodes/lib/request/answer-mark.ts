/**
 * The header by which Node-RED's own nodes, `http request` and `http response`, know `msg.headers`
 * that a request has left behind: a hash of the other ones. Where it is right, they send none of them.
 */
const MARK = 'x-node-red-request-node';

/** The headers of an answer, marked so that no node takes them for those of the next request. */
export function markAnswer(headers: Readonly<Record<string, string>>): Record<string, string> {
  return { ...headers, [MARK]: hashOf(headers) };
}

/** Whether headers are those of an answer, of this node or of `http request`, and still as they were. */
export function stateOfAnswer(headers: object): 'none' | 'unchanged' | 'changed' {
  const { [MARK]: mark, ...others }: Record<string, unknown> = { ...headers };
  if (mark === undefined) return 'none';
  return mark === hashOf(others) ? 'unchanged' : 'changed';
}

/**
 * What `hash-sum`, which Node-RED uses, makes of headers. Answers have texts and, for cookies,
 * lists of texts; of anything else it is another hash, or none.
 */
function hashOf(headers: Readonly<Record<string, unknown>>): string {
  let hash = foldAll(0, ['', '[object Object]', 'object']);
  for (const name of Object.keys(headers).toSorted()) hash = foldHeader(hash, name, headers[name]);
  return fold(hash, '[object Object]').toString(16).padStart(8, '0');
}

function foldHeader(before: number, name: string, value: unknown): number {
  if (!Array.isArray(value)) return foldText(before, name, String(value));
  let hash = foldAll(before, [name, '[object Array]', 'object']);
  // It sorts indices as names.
  for (const index of Object.keys(value).toSorted()) {
    hash = foldText(hash, index, String(value[Number(index)]));
  }
  return fold(hash, value.join());
}

function foldText(hash: number, name: string, text: string): number {
  return foldAll(hash, [name, '[object String]', 'string', text]);
}

function foldAll(hash: number, texts: readonly string[]): number {
  return texts.reduce(fold, hash);
}

function fold(before: number, text: string): number {
  if (text === '') return before;
  let hash = before;
  for (let at = 0; at < text.length; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return hash < 0 ? hash * -2 : hash;
}
