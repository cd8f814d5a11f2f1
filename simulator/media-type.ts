/** The media type of a `Content-Type`, in lower case and without parameters. */
export function mediaType(contentType = ''): string {
  return contentType.replace(/;.*$/s, '').trim().toLowerCase();
}
