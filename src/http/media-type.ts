/** What a Content-Type header says (RFC 9110, 8.3). */
export interface ContentType {
  /** In lower case, without parameters. */
  readonly type: string;
  /** As it is written there, which may be anything. */
  readonly charset: string | undefined;
}

const TYPE = /^[\w!#$&^.+-]{1,127}\/[\w!#$&^.+-]{1,127}$/;

/** Characters that are looked at: there may be any number of parameters. */
const LOOKED_AT = 1_000;

/** What a Content-Type header says; nothing where it is not one. */
export function parseContentType(header: string): ContentType | undefined {
  const [first = '', ...parameters] = header.slice(0, LOOKED_AT).split(';');
  const type = first.trim().toLowerCase();
  return TYPE.test(type) ? { type, charset: charsetIn(parameters) } : undefined;
}

function charsetIn(parameters: readonly string[]): string | undefined {
  for (const parameter of parameters) {
    const [name = '', value = ''] = parameter.split('=', 2);
    if (name.trim().toLowerCase() !== 'charset') continue;
    const charset = value.trim().replaceAll('"', '').trim();
    if (charset !== '') return charset;
  }
  return undefined;
}
