/** Client id and secret of an `Authorization: Basic` header, as they were sent; else two empty texts. */
export function basicCredentials(authorization = ''): readonly [id: string, secret: string] {
  const encoded = /^Basic +(\S+)$/i.exec(authorization)?.[1] ?? '';
  const [, id = '', secret = ''] =
    /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, 'base64').toString()) ?? [];
  return [id, secret];
}
