import formbody from '@fastify/formbody';
import Fastify, { type FastifyInstance } from 'fastify';
import { type Answer, htmlAnswer } from './answer';
import { type ExchangeContext, exchange, type FormRoute, type Responder } from './exchange';
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
 * @param routes Responders by path; each is given the requests of every method.
 */
export async function createServer(
  routes: ReadonlyMap<string, Responder>,
  context: ExchangeContext,
): Promise<FastifyInstance> {
  const app = Fastify({ forceCloseConnections: true });
  await readForms(app);
  for (const [path, respond] of routes) {
    app.all<FormRoute>(path, exchange(respond, context));
  }
  app.setNotFoundHandler<FormRoute>(
    exchange((request) => answerUnknownPath(request, routes), context),
  );
  return app;
}

/** Any other body is read and let go: what it means is for the responder to judge. */
async function readForms(app: FastifyInstance): Promise<void> {
  app.removeAllContentTypeParsers();
  await app.register(formbody, {
    parser: (form) => Object.fromEntries(new URLSearchParams(form)),
  });
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, _body, done) => done(null));
}

/** As Django's APPEND_SLASH: a path that lacks only its slash is sent on, whatever the method. */
function answerUnknownPath(
  { path, search }: RecordedRequest,
  routes: ReadonlyMap<string, Responder>,
): Answer {
  if (!routes.has(`${path}/`)) return htmlAnswer(404, NOT_FOUND);
  return htmlAnswer(301, '', { location: search ? `${path}/?${search}` : `${path}/` });
}
