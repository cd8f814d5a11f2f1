import { resolveUrl } from '../http/url';

/** What a Link header says of the next page. */
export interface NextLink {
  /** The address of the next page, as the header has it; nothing where it names none. */
  readonly target: string | undefined;
  /** Whether the header could not be read to its end, so that it may name one all the same. */
  readonly isBroken: boolean;
}

/** A text that is read from its beginning to its end; each step takes time for what it takes alone. */
class Reader {
  #at = 0;

  constructor(private readonly text: string) {}

  get isAtEnd(): boolean {
    return this.#at >= this.text.length;
  }

  /** Takes this character, if it is the next one. */
  skip(character: string): boolean {
    const isThere = this.text[this.#at] === character;
    if (isThere) this.#at++;
    return isThere;
  }

  blanks(): void {
    while (this.skip(' ') || this.skip('\t'));
  }

  /** Everything up to one of these characters, or to the end. */
  upTo(characters: string): string {
    const from = this.#at;
    while (!this.isAtEnd && !characters.includes(this.text[this.#at] ?? '')) this.#at++;
    return this.text.slice(from, this.#at);
  }

  /** A quoted string behind its first quote; nothing where the other one is missing. */
  quoted(): string | undefined {
    const parts: string[] = [];
    while (!this.isAtEnd) {
      parts.push(this.upTo('"\\'));
      if (this.skip('"')) return parts.join('');
      this.skip('\\');
      parts.push(this.text[this.#at++] ?? '');
    }
    return undefined;
  }
}

/**
 * The link of the relation type `next` in the value of a Link header, or of several that
 * were joined by commas (RFC 8288, appendix B.2).
 *
 * @param page the address of the page, which a link with an `anchor` may not be about
 */
export function findNextLink(value: string, page: URL): NextLink {
  const reader = new Reader(value);
  for (;;) {
    reader.blanks();
    if (reader.isAtEnd) return { target: undefined, isBroken: false };
    // Lists may have empty elements (RFC 9110, 5.6.1).
    if (reader.skip(',')) continue;
    if (!reader.skip('<')) return { target: undefined, isBroken: true };
    const target = reader.upTo('>');
    const parameters = reader.skip('>') ? readParameters(reader) : undefined;
    if (parameters === undefined) return { target: undefined, isBroken: true };
    if (isNext(parameters, page)) return { target, isBroken: false };
  }
}

/**
 * The parameters of a link, by their names in lower case; of several with the same name, the
 * first one counts. Nothing where they cannot be read.
 */
function readParameters(reader: Reader): ReadonlyMap<string, string> | undefined {
  const parameters = new Map<string, string>();
  for (;;) {
    reader.blanks();
    if (reader.isAtEnd || reader.skip(',')) return parameters;
    if (!reader.skip(';')) return undefined;
    reader.blanks();
    const name = reader.upTo(' \t=;,').toLowerCase();
    reader.blanks();
    const value = reader.skip('=') ? readValue(reader) : '';
    if (value === undefined) return undefined;
    if (!parameters.has(name)) parameters.set(name, value);
  }
}

function readValue(reader: Reader): string | undefined {
  reader.blanks();
  return reader.skip('"') ? reader.quoted() : reader.upTo(';,').trim();
}

function isNext(parameters: ReadonlyMap<string, string>, page: URL): boolean {
  const types = parameters.get('rel')?.toLowerCase().split(/[ \t]/) ?? [];
  const anchor = parameters.get('anchor');
  return types.includes('next') && (anchor === undefined || isPage(anchor, page));
}

function isPage(anchor: string, page: URL): boolean {
  const about = resolveUrl(anchor, page);
  if (about === undefined) return false;
  about.hash = '';
  return about.href === page.href;
}
