/** Replaces secrets in a text. */
export type Mask = (text: string) => string;

const MASKED = '***';

/**
 * Makes a mask of secrets, in whatever form a service repeats them: as they are, with
 * other white space, percent-encoded once or more often, in a form, in base64 with
 * something around them, with the escapes of JSON or HTML.
 */
export function maskOf(secrets: readonly string[]): Mask {
  const known = [...new Set(secrets.map((secret) => secret.replace(OUTER_SPACES, '')))]
    .filter((secret) => secret !== '')
    .toSorted((a, b) => b.length - a.length);
  const patterns = known.map(patternOf);
  const cores = secrets.flatMap(base64Cores);
  return (text) =>
    patterns
      .reduce((shown, pattern) => shown.replaceAll(pattern, MASKED), text)
      .replaceAll(BASE64_WORD, (word) => {
        const plain = plainBase64(word);
        return cores.some((core) => plain.includes(core)) ? MASKED : word;
      });
}

const OUTER_SPACES = /^[\s\p{C}]+|[\s\p{C}]+$/gu;

/** White space, and what is shown as such: as it is, in a form, percent-encoded, or escaped. */
const SPACES = String.raw`[\s\p{C}]|\+|%(?:25)*(?:20|2[bB]|0[9aAdD])|\\[nrt]|&nbsp;|&#32;`;

/** A secret, each character of it in any of its forms, and any white space for its own. */
function patternOf(secret: string): RegExp {
  // Nobody encodes the letters of a token; to look for that would take long.
  const isShort = secret.length <= LONGEST_PASSWORD;
  const forms = (character: string): string =>
    !isShort && /[A-Za-z0-9]/.test(character) ? character : `(?:${formsOf(character).join('|')})`;
  const parts = secret.split(/([\s\p{C}]+)/u).map((part, index) => {
    const characters = Array.from(part);
    if (index % 2 === 0) return characters.map(forms).join('');
    const own = [...new Set(characters)].flatMap(formsOf).join('|');
    return `(?:${SPACES}|${own}){1,${MOST_SPACES + characters.length}}`;
  });
  return new RegExp(parts.join(''), 'gu');
}

/** Characters of what people choose at the most. */
const LONGEST_PASSWORD = 100;

/** How much white space may take the place of one character of it. */
const MOST_SPACES = 20;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': 'amp',
  '<': 'lt',
  '>': 'gt',
  '"': 'quot',
  "'": 'apos',
};

/** How a character may be written, as parts of a regular expression. */
function formsOf(character: string): string[] {
  const code = character.codePointAt(0) ?? 0;
  const literal = character.replace(/[\^$\\.*+?()[\]{}|/]/, String.raw`\$&`);
  const percent = percentEncoded([...Buffer.from(character)]);
  if (/[A-Za-z0-9]/.test(character)) return [literal, percent];
  const units = Array.from({ length: character.length }, (_, index) =>
    hex(character.charCodeAt(index), 4),
  );
  const entity = ENTITIES[character];
  return [
    literal,
    percent,
    ...(code >= 0x80 && code <= 0xff ? [percentEncoded([code])] : []),
    String.raw`\\${literal}`,
    units.map((unit) => String.raw`\\u${unit}`).join(''),
    `&#0*${code};`,
    `&#[xX]0*${hex(code)};`,
    ...(entity === undefined ? [] : [`&${entity};`]),
  ];
}

/** `%` may itself be encoded, as often as somebody passed the text on. */
function percentEncoded(bytes: readonly number[]): string {
  return bytes.map((byte) => `%(?:25)*${hex(byte, 2)}`).join('');
}

/** Hexadecimal digits of either case. */
function hex(value: number, length = 1): string {
  return value
    .toString(16)
    .padStart(length, '0')
    .replaceAll(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}

/** Bytes of a secret from which on its base64 is looked for: shorter ones would be found in any word. */
const LEAST_BYTES = 4;

const BASE64_WORD = /(?:[A-Za-z0-9+/_=-]|%(?:25)*(?:2[bBfFdD]|3[dD]|5[fF])){5,}/g;

/** The alphabet of RFC 4648, section 4, out of that of section 5, and out of a URL. */
function plainBase64(word: string): string {
  return word
    .replaceAll(/%(?:25)*([0-9A-Fa-f]{2})/g, (_, digits: string) =>
      String.fromCharCode(Number.parseInt(digits, 16)),
    )
    .replaceAll('-', '+')
    .replaceAll('_', '/');
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
