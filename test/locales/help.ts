import assert from 'node:assert/strict';
import { expandHelp, SHARED_HELP } from '../../scripts/expand-help';
import { filesOf, readLocale } from './texts';

/** A block of a help text, such as a paragraph, with what stands directly in it. */
interface Block {
  readonly tag: string;
  /** Its words, without markup. */
  text: string;
  /** What no language changes: markup inside of the line, code, and the types of properties. */
  readonly kept: string[];
}

/** A help text as far as languages can be compared by it. */
export interface Help {
  /** The blocks' tags, opening and closing, in their order. */
  readonly outline: readonly string[];
  readonly blocks: readonly Readonly<Block>[];
}

/** In a sentence, grammar decides on the order. */
const INLINE = /^<\/?(a|b|code|i|span|sup)\b/;

/** Their content stands in no dictionary. */
const LITERAL = /^<(code|span)\b/;

export function helpFilesOf(language: string): string[] {
  return filesOf(language).filter((file) => file.endsWith('.html') && file !== SHARED_HELP);
}

export function readHelp(language: string, file: string): Help {
  return parse(expandHelp(readLocale(language, file), readLocale(language, SHARED_HELP)));
}

/** Every tag must be closed, in the right order: the texts need no void elements. */
function parse(html: string): Help {
  const outline: string[] = [];
  const blocks: Block[] = [];
  const open: { tag: string; block: Block }[] = [];
  for (const token of tokens(html)) {
    const parent = open.at(-1);
    if (token.startsWith('</')) {
      assert.equal(`</${nameOf(parent?.tag ?? '')}>`, token);
      open.pop();
      if (!INLINE.test(token)) outline.push(token);
    } else if (!token.startsWith('<')) {
      if (parent === undefined) assert.equal(token.trim(), '');
      else addText(parent, token);
    } else if (INLINE.test(token)) {
      assert(parent, `${token} stands in no block`);
      parent.block.kept.push(token);
      open.push({ tag: token, block: parent.block });
    } else {
      const block = { tag: nameOf(token), text: '', kept: [] };
      outline.push(token);
      blocks.push(block);
      open.push({ tag: token, block });
    }
  }
  assert.deepEqual(open, []);
  for (const block of blocks) {
    block.text = block.text.replaceAll(/\s+/g, ' ').trim();
    block.kept.sort();
  }
  return { outline, blocks };
}

function addText({ tag, block }: { tag: string; block: Block }, text: string): void {
  if (LITERAL.test(tag)) block.kept.push(tag + text);
  if (!tag.startsWith('<span')) block.text += text;
}

function tokens(html: string): string[] {
  const found = html.match(/<[^<>]+>|[^<>]+/g) ?? [];
  assert.equal(found.join(''), html, 'a < or > is not part of a tag');
  return found;
}

function nameOf(tag: string): string {
  return /^<(\w+)/.exec(tag)?.[1] ?? '';
}
