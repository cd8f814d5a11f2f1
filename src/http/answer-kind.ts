import { parseContentType } from './media-type';
import type { HttpAnswer } from './message';

/** What the caller wants an answer read as: by its Content-Type, or always the same. */
export type AnswerChoice = 'auto' | 'json' | 'text' | 'buffer';

/** How a body is read. Of JSON lines each is a value; a line break in a quoted field of CSV does not end its line. */
export type AnswerKind = 'json' | 'jsonLines' | 'text' | 'csv' | 'buffer';

/** How a body is read by its media type; the first one that fits. Any other is bytes. */
const KINDS: ReadonlyArray<readonly [type: RegExp, kind: AnswerKind]> = [
  [/^application\/(?:x-)?(?:ndjson|jsonl|json-?lines)$/, 'jsonLines'],
  [/[/+]json$/, 'json'],
  [/^(?:text|application)\/(?:x-)?(?:csv|comma-separated-values)$/, 'csv'],
  [/^text\//, 'text'],
  [/[/+](?:xml|yaml|x-yaml)$/, 'text'],
  [/^application\/(?:javascript|graphql|sql|toml|x-www-form-urlencoded)$/, 'text'],
];

/** What each choice accepts; a service that has several forms of an answer takes the one that fits best. */
export const ACCEPTED: Readonly<Record<Exclude<AnswerChoice, 'json'>, string>> = {
  auto: 'application/json, */*;q=0.8',
  text: 'text/*, */*;q=0.8',
  buffer: '*/*',
};

/** How an answer is read. One without a Content-Type is JSON, which is what APIs speak. */
export function kindOf({ header }: HttpAnswer, choice: AnswerChoice): AnswerKind {
  if (choice === 'json' || choice === 'buffer') return choice;
  const named = header('content-type') ?? '';
  if (choice === 'auto' && named.trim() === '') return 'json';
  const kind = kindOfType(parseContentType(named)?.type ?? '');
  if (choice === 'auto') return kind;
  return kind === 'csv' ? 'csv' : 'text';
}

function kindOfType(type: string): AnswerKind {
  return KINDS.find(([pattern]) => pattern.test(type))?.[1] ?? 'buffer';
}
