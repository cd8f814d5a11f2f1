import { ServiceError } from '../errors';
import { isRecord } from '../json-value';
import { because, type ReasonKey, type ReasonValues } from '../reasons';
import { showWords } from '../redact';
import { writeJson } from './body';
import { type ContentType, parseContentType } from './media-type';

/** What is sent, and as what. */
export interface RequestBody {
  readonly body: string | Buffer;
  readonly type: string;
}

/** Writes a value that is neither text nor bytes. */
type Write = (value: unknown, type: string) => string | undefined;

/** How values are written, by the media type that they are sent as; for any other, as plain text. */
const WRITERS: ReadonlyArray<readonly [type: RegExp, write: Write]> = [
  [/[/+]json$/, (value) => writeJson(value, 'REQUEST_INVALID')],
  [/^application\/x-www-form-urlencoded$/, writeForm],
  [/^multipart\//, () => fail('bodyMultipart')],
];

/**
 * The body of a request: JSON, unless a Content-Type says otherwise. Bytes are sent as they are,
 * and so is text whose Content-Type is given.
 *
 * @param contentType as the caller has set it
 * @returns nothing where there is nothing to send
 * @throws {ServiceError} REQUEST_INVALID for what cannot be sent like this
 */
export function writeBody(value: unknown, contentType?: string): RequestBody | undefined {
  if (value === undefined) return undefined;
  if (ArrayBuffer.isView(value)) {
    const body = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    return { body, type: contentType ?? 'application/octet-stream' };
  }
  if (contentType === undefined) {
    const body = writeJson(value, 'REQUEST_INVALID');
    return body === undefined ? undefined : { body, type: 'application/json' };
  }
  const content = parseContentType(contentType);
  if (content === undefined) return fail('contentTypeInvalid');
  const body = typeof value === 'string' ? value : write(value, content);
  if (body === undefined) return undefined;
  assertUtf8(content);
  return { body, type: contentType };
}

function write(value: unknown, { type }: ContentType): string | undefined {
  const [, writer = writePlain] = WRITERS.find(([pattern]) => pattern.test(type)) ?? [];
  try {
    return writer(value, type);
  } catch (error) {
    // A getter or a proxy throws anything.
    if (error instanceof ServiceError) throw error;
    return fail('notWritable');
  }
}

/** A list repeats its name; `null` and `undefined` leave it out. */
function writeForm(value: unknown): string {
  if (value instanceof URLSearchParams) return value.toString();
  if (!isRecord(value) || Array.isArray(value)) return fail('bodyNoForm');
  const form = new URLSearchParams();
  for (const [name, member] of Object.entries(value)) {
    for (const each of Array.isArray(member) ? member : [member]) {
      if (each === undefined || each === null) continue;
      form.append(name, scalarText(each) ?? fail('bodyNoForm'));
    }
  }
  return form.toString();
}

function writePlain(value: unknown, type: string): string {
  return scalarText(value) ?? fail('bodyNoText', { type });
}

function scalarText(value: unknown): string | undefined {
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString();
  const isScalar = ['string', 'number', 'boolean', 'bigint'].includes(typeof value);
  return isScalar ? String(value) : undefined;
}

/** Names of UTF-8, and of what is a part of it. */
const UTF8: ReadonlySet<string> = new Set(['utf-8', 'utf8', 'us-ascii', 'ascii']);

function assertUtf8({ charset = 'utf-8' }: ContentType): void {
  if (!UTF8.has(charset.toLowerCase())) fail('bodyCharset', { charset: showWords(charset, []) });
}

function fail(reason: ReasonKey, values?: ReasonValues): never {
  throw new ServiceError('REQUEST_INVALID', { reason: because(reason, values) });
}
