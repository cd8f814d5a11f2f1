/**
 * Makes a help text of what it has of its own and of what it has in common with others:
 * `<div data-shared="query reset"></div>` becomes the templates of these ids in `shared.html`
 * of the same language, which may refer to further ones.
 */
const SHARED = /^( *)<div data-shared="([^"]*)"><\/div>$/gm;

const TEMPLATES = /^<template id="([\w-]+)">\n([^]*?)\n<\/template>$/gm;

/** The name of the file with the templates of a language. It is not a help text by itself. */
export const SHARED_HELP = 'shared.html';

/**
 * The HTML of a help text, as Node-RED loads it.
 *
 * @param shared the language's `shared.html`
 * @throws {TypeError} for a template that there is none of
 */
export function expandHelp(html: string, shared: string): string {
  const templates = new Map(
    [...shared.matchAll(TEMPLATES)].map(([, id = '', content = '']) => [id, content]),
  );
  const expand = (text: string): string =>
    text.replaceAll(SHARED, (_, indent: string, ids: string) =>
      ids
        .split(' ')
        .map((id) => {
          const template = templates.get(id);
          if (template === undefined) throw new TypeError(`${SHARED_HELP} has no template "${id}"`);
          return expand(template).replaceAll(/^ {2}(?=.)/gm, indent);
        })
        .join('\n'),
    );
  return expand(html);
}
