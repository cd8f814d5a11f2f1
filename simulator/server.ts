import Fastify, { type FastifyInstance } from 'fastify';
import { type Answer, htmlAnswer } from './answer';
import { type ExchangeContext, exchange, type Responder, type TextRoute } from './exchange';
import type { RecordedRequest } from './request-log';

const NOT_FOUND = `<!doctype html>
<html lang="en">
<head>
  <title>Not Found</title>
</head>
<body>
  <h1>Not Found</h1><p>The requested resource was not found on this server.</p>
</body>
</html>
`;

/**
 * Builds the HTTP server, not yet listening.
 *
 * @param routes Responders by path, as services bring them.
 */
export function createServer(
  routes: ReadonlyMap<string, Responder>,
  context: ExchangeContext,
): FastifyInstance {
  const app = Fastify({ forceCloseConnections: true });
  readTexts(app);
  for (const [path, respond] of routes) {
    app.all<TextRoute>(path, exchange(respond, context));
  }
  app.setNotFoundHandler<TextRoute>(
    exchange((request) => answerUnknownPath(request, routes), context),
  );
  return app;
}

/** What a body means is for the responder to judge. */
function readTexts(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, text, done) => done(null, text));
}

/** As Django's APPEND_SLASH: a path that lacks only its slash is sent on, whatever the method. */
function answerUnknownPath(
  { path, search }: RecordedRequest,
  routes: ReadonlyMap<string, Responder>,
): Answer {
  if (!routes.has(`${path}/`)) return htmlAnswer(404, NOT_FOUND);
  return htmlAnswer(301, '', { location: search ? `${path}/?${search}` : `${path}/` });
}
