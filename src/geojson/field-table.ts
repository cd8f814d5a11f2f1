import { textOf } from './text-of';

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]);

/** A table of fields in HTML, as the worldmap makes one itself, but safe with any text. */
export function fieldTable(properties: object): string {
  const rows = Object.entries(properties).map(
    ([name, value]) =>
      `<tr><td valign="top">${html(name)}</td><td>${html(textOf(value))}</td></tr>`,
  );
  return `<table>${rows.join('')}</table>`;
}

function html(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => ENTITIES.get(sign) ?? sign);
}
