import { readFileSync, writeFileSync } from 'node:fs';

/** A part of a document that a script makes, between two marks; the rest is written by hand, or by another script. */
export class MadePart {
  readonly #begin: string;
  readonly #end = '<!-- end -->\n';

  /**
   * @param file path of the document, from the project's folder
   * @param script that makes the part, as npm knows it
   */
  constructor(
    private readonly file: string,
    script: string,
  ) {
    this.#begin = `<!-- made by \`npm run ${script}\`: begin -->\n`;
  }

  /** The part as it stands. */
  read(): string {
    return this.#split()[1];
  }

  write(text: string): void {
    const [before, , after] = this.#split();
    writeFileSync(this.file, `${before}${text}${after}`);
  }

  /** What stands before, between and after the marks, which belong to the text around them. */
  #split(): [before: string, made: string, after: string] {
    const text = readFileSync(this.file, 'utf8');
    const begin = text.indexOf(this.#begin) + this.#begin.length;
    const end = text.indexOf(this.#end, begin);
    if (begin < this.#begin.length || end < begin)
      throw new Error(`${this.file} has lost its marks`);
    return [text.slice(0, begin), text.slice(begin, end), text.slice(end)];
  }
}
