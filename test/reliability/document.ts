import { readFileSync, writeFileSync } from 'node:fs';

/** A table of the document. */
export interface Table {
  readonly heading: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The tables of one service. */
export interface Section {
  readonly heading: string;
  readonly tables: readonly Table[];
}

const FILE = 'docs/reliability.md';
const BEGIN = '<!-- made by `npm run reliability`: begin -->\n';
const END = '<!-- end -->\n';

/** The made part of the document as it stands. */
export function committedPart(): string {
  return split()[1];
}

/** Puts the sections into the document; what was written by hand stays. */
export function writePart(sections: readonly Section[]): void {
  const [before, , after] = split();
  writeFileSync(FILE, `${before}${render(sections)}${after}`);
}

/** The sections in Markdown. */
export function render(sections: readonly Section[]): string {
  return sections
    .map(({ heading, tables }) => `\n## ${heading}\n${tables.map(renderTable).join('')}`)
    .join('')
    .concat('\n');
}

/** A time that is different each time, because the waits between two attempts are random. */
export function about(seconds: number): string {
  return `~${seconds} s`;
}

/** The text without such times. */
export function withoutTimes(text: string): string {
  return text.replace(/~\d+ s/g, '~');
}

function renderTable({ heading, columns, rows }: Table): string {
  const rule = columns.map(() => '---');
  return `\n### ${heading}\n\n${[columns, rule, ...rows].map(line).join('')}`;
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`;
}

/** What stands before, between and after the markers; the markers belong to the text around them. */
function split(): [before: string, made: string, after: string] {
  const text = readFileSync(FILE, 'utf8');
  const begin = text.indexOf(BEGIN) + BEGIN.length;
  const end = text.indexOf(END);
  if (begin < BEGIN.length || end < begin) throw new Error(`${FILE} has lost its markers`);
  return [text.slice(0, begin), text.slice(begin, end), text.slice(end)];
}
