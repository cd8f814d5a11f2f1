/** The browsable HTML page that Django REST Framework serves to a browser, without its looks. */
export function browsablePage(path: string, status: number, data: unknown): string {
  const title = escapeHtml(path);
  const json = escapeHtml(JSON.stringify(data, null, 2));
  return `<!DOCTYPE html>
<html>
  <head><title>${title} – Django REST framework</title></head>
  <body>
    <h1>${title}</h1>
    <pre>HTTP ${status}

${json}</pre>
  </body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
