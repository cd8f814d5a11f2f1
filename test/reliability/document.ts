import { MadePart } from '../../scripts/support/made-part';
import { markdownTable } from '../../scripts/support/markdown-table';

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

const DOCUMENT = new MadePart('docs/reliability.md', 'reliability');

/** The made part of the document as it stands. */
export function committedPart(): string {
  return DOCUMENT.read();
}

/** Puts the sections into the document; what was written by hand stays. */
export function writePart(sections: readonly Section[]): void {
  DOCUMENT.write(render(sections));
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
  return `\n### ${heading}\n\n${markdownTable(columns, rows)}`;
}
