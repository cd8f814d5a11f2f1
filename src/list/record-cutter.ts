import { QUOTE } from '../json/bytes';

const LINE_FEED = 0x0a;
const RETURN = 0x0d;

/** What parts the fields of CSV, in one country or another. */
const SEPARATORS: ReadonlySet<number> = new Set(Buffer.from(',;\t|'));

/** Where in a line of CSV (RFC 4180) a character is. */
type Place = 'fieldStart' | 'plain' | 'quoted' | 'quoteInQuoted';

/**
 * Cuts text that arrives in pieces where its lines end. In CSV a line break between the quotes of
 * a field ends nothing; a quote elsewhere than at the beginning of a field is a character as any.
 */
export class RecordCutter {
  #rest = '';
  #place: Place = 'fieldStart';

  constructor(private readonly isCsv: boolean) {}

  /** Characters behind the last end. */
  get rest(): number {
    return this.#rest.length;
  }

  /** The lines that end in this text, without what ends them. */
  lines(text: string): string[] {
    const lines: string[] = [];
    let from = 0;
    for (const end of this.#ends(text)) {
      lines.push(withoutReturn(this.#rest + text.slice(from, end - 1)));
      this.#rest = '';
      from = end;
    }
    this.#rest += text.slice(from);
    return lines;
  }

  /** All lines that end in this text, as they are, in one. */
  chunk(text: string): string[] {
    const end = this.#ends(text).at(-1) ?? 0;
    const chunk = this.#rest + text.slice(0, end);
    this.#rest = end === 0 ? chunk + text : text.slice(end);
    return end === 0 ? [] : [chunk];
  }

  /** The last line, where nothing ends it. */
  end(): string[] {
    return this.#rest === '' ? [] : [this.#rest];
  }

  /** The indices behind the line breaks that end a line. */
  #ends(text: string): number[] {
    return this.isCsv ? this.#csvEnds(text) : lineEnds(text);
  }

  #csvEnds(text: string): number[] {
    const ends: number[] = [];
    let place = this.#place;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (place === 'quoted') {
        if (code === QUOTE) place = 'quoteInQuoted';
      } else if (code === QUOTE && place !== 'plain') {
        // A doubled one within quotes means itself, and they go on.
        place = 'quoted';
      } else if (code === LINE_FEED) {
        ends.push(at + 1);
        place = 'fieldStart';
      } else {
        place = code === RETURN || SEPARATORS.has(code) ? 'fieldStart' : 'plain';
      }
    }
    this.#place = place;
    return ends;
  }
}

function lineEnds(text: string): number[] {
  const ends: number[] = [];
  for (let end = text.indexOf('\n') + 1; end > 0; end = text.indexOf('\n', end) + 1) ends.push(end);
  return ends;
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
