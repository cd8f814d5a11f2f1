/** Replaces secrets in a text, of which no more than `length` characters are wanted. */
export type Mask = (text: string, length?: number) => string;

const MASKED = '***';

/**
 * Makes a mask of secrets, in whatever form a service repeats them: as they are, with
 * other white space, percent-encoded once or more often, in a form, in base64 with
 * something around them, with the escapes of JSON or HTML.
 *
 * Text and secrets are decoded as far as they can be, and compared then: what has been
 * encoded, and how often, need not be known.
 */
export function maskOf(secrets: readonly string[]): Mask {
  const known = [...new Set(secrets.map((secret) => decode(secret).text.trim()))].filter(
    (secret) => secret !== '',
  );
  const cores = secrets.flatMap(base64Cores);
  return (text, length = text.length) => {
    const decoded = decode(text);
    const plain = known.flatMap((secret) => findIn(decoded, secret));
    // One that goes on behind what is wanted begins in it.
    const spans = [...plain, ...base64In(text, cores)].filter(([from]) => from < length);
    return cover(text.slice(0, length), spans);
  };
}

/** Part of a text: from the one index up to the other. */
type Span = readonly [from: number, to: number];

/** A text, and where each of its characters was in the one that it was made of; at the end, that one's length. */
interface Decoded {
  readonly text: string;
  readonly origins: readonly number[];
}

/**
 * A percent-encoded character of UTF-8 or of Latin-1; one of HTML; one of JSON, where a
 * backslash alone and one that escapes something are both left out; white space, with what
 * stands for it in a form, and what is shown as such.
 */
const ENCODED =
  /%[cd][\da-f]%[89ab][\da-f]|%e[\da-f](?:%[89ab][\da-f]){2}|%f[0-7](?:%[89ab][\da-f]){3}|%[\da-f]{2}|&(?:#\d+|#x[\da-f]+|amp|lt|gt|quot|apos|nbsp);|\\u[\da-f]{4}|\\[nrt]|\\|[\s\p{C}+]+/giu;

/** How often something may have been encoded. */
const ROUNDS = 5;

function decode(text: string): Decoded {
  let decoded: Decoded = {
    text,
    origins: Array.from({ length: text.length + 1 }, (_, index) => index),
  };
  for (let round = 0; round < ROUNDS; round++) {
    const next = decodeOnce(decoded);
    if (next.text === decoded.text) return next;
    decoded = next;
  }
  return decoded;
}

function decodeOnce({ text, origins }: Decoded): Decoded {
  const made: number[] = [];
  let read = 0;
  const decoded = text.replaceAll(ENCODED, (found, index: number) => {
    const character = characterOf(found);
    for (; read < index; read++) made.push(origins[read] ?? 0);
    for (let unit = 0; unit < character.length; unit++) made.push(origins[index] ?? 0);
    read = index + found.length;
    return character;
  });
  for (; read < origins.length; read++) made.push(origins[read] ?? 0);
  return { text: decoded, origins: made };
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/** What one of the encoded characters means. */
function characterOf(found: string): string {
  if (found.startsWith('%')) {
    const isOneByte = found.length === 3;
    return isOneByte
      ? String.fromCharCode(Number.parseInt(found.slice(1), 16))
      : Buffer.from(found.replaceAll('%', ''), 'hex').toString();
  }
  if (found.startsWith('\\u')) return String.fromCharCode(Number.parseInt(found.slice(2), 16));
  if (found === '\\') return '';
  if (!found.startsWith('&')) return ' ';
  const name = found.slice(1, -1).toLowerCase();
  if (!name.startsWith('#')) return ENTITIES[name] ?? '';
  const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code <= 0x10ffff ? String.fromCodePoint(code) : '';
}

/** Where a secret is, in the text before it was decoded. */
function findIn({ text, origins }: Decoded, secret: string): Span[] {
  const found: Span[] = [];
  for (let at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + secret.length)) {
    found.push([origins[at] ?? 0, origins[at + secret.length] ?? 0]);
  }
  return found;
}

/** Bytes of a secret from which on its base64 is looked for: shorter ones would be found in any word. */
const LEAST_BYTES = 4;

/** What may be base64, also that for URLs, and within a URL. */
const BASE64_WORD = /[A-Za-z0-9+/_=%-]{5,}/g;

function base64In(text: string, cores: readonly string[]): Span[] {
  if (cores.length === 0) return [];
  return [...text.matchAll(BASE64_WORD)].flatMap(({ 0: word, index }): Span[] => {
    const plain = decodePercent(word).replaceAll('-', '+').replaceAll('_', '/');
    return cores.some((core) => plain.includes(core)) ? [[index, index + word.length]] : [];
  });
}

function decodePercent(word: string): string {
  let plain = word;
  for (let round = 0; round < ROUNDS && plain.includes('%'); round++) {
    plain = plain.replaceAll(/%[\da-f]{2}/gi, characterOf);
  }
  return plain;
}

/**
 * What the base64 of anything that holds the secret holds: wherever it begins, the
 * characters that depend on nothing but the secret.
 */
function base64Cores(secret: string): string[] {
  const bytes = Buffer.from(secret);
  if (bytes.length < LEAST_BYTES) return [];
  return [0, 1, 2].map((offset) => {
    const bits = 8 * (offset + bytes.length);
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    return encoded.slice(Math.ceil((8 * offset) / 6), Math.floor(bits / 6));
  });
}

/** The text with something in the place of these parts, which may overlap. */
function cover(text: string, spans: readonly Span[]): string {
  let shown = '';
  let read = 0;
  for (const [from, to] of spans.toSorted(([a], [b]) => a - b)) {
    if (from >= read) shown += text.slice(read, from) + MASKED;
    read = Math.max(read, to);
  }
  return shown + text.slice(read);
}
