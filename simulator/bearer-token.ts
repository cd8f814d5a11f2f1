/** The token of an `Authorization` header, if it holds a Bearer token. */
export function bearerToken(authorization = ''): string | undefined {
  return /^Bearer +(\S+)$/i.exec(authorization)?.[1];
}
