import { GeneratedSection, markdownTable } from '../../scripts/support/reports';

/** A table of the report. */
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

/** What `npm run reliability` generates, as it was committed last. */
export const REPORT = new GeneratedSection('docs/reports/faults.md', 'reliability');

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
