import { setTimeout as pause } from 'node:timers/promises';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { type Answer, compress, htmlAnswer } from './answer';
import { breakConnection, deliver } from './delivery';
import { type Fault, type FaultScript, isConnectionFault } from './faults';
import { FORM, formFields, mediaType } from './read-request';
import type { RecordedRequest, RequestLog } from './request-log';
import type { Responder } from './service';

/** What every exchange of a simulator shares. */
export interface ExchangeContext {
  readonly log: RequestLog;
  readonly faults: FaultScript;
  /** Milliseconds. */
  readonly latency: number;
  readonly compress: boolean;
  /** Aborts when the simulator closes. */
  readonly closing: AbortSignal;
}

/** The request types of Fastify's generics: a body as text, if any. */
interface TextRoute {
  Body: string | undefined;
}

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
  // Fastify takes milliseconds to prepare a route, and tests start thousands of simulators.
  app.setNotFoundHandler<TextRoute>(
    exchange((request) => {
      const respond = findResponder(request.path, routes);
      return respond ? respond(request) : answerUnknownPath(request, routes);
    }, context),
  );
  return app;
}

/** The responder of a path, or else of everything below it: `/rdp/*`. */
function findResponder(
  path: string,
  routes: ReadonlyMap<string, Responder>,
): Responder | undefined {
  const isAbove = (route: string) => route.endsWith('*') && path.startsWith(route.slice(0, -1));
  return routes.get(path) ?? [...routes].find(([route]) => isAbove(route))?.[1];
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

/**
 * Wraps a responder into a complete exchange: the request is recorded, the
 * latency waited for, and a fault put in the way of the answer if one is due.
 * A client that leaves in the meantime does not keep its request from being
 * carried out, as on a real server.
 */
function exchange(respond: Responder, context: ExchangeContext) {
  return async (request: FastifyRequest<TextRoute>, reply: FastifyReply): Promise<void> => {
    const open = context.log.open(received(request));
    reply.raw.once('close', () => open.close());
    const fault = context.faults.strike(open.request);
    const delay = context.latency + (fault?.kind === 'delay' ? fault.ms : 0);
    if (delay > 0) await pause(delay, undefined, { signal: context.closing });
    if (fault && isConnectionFault(fault)) {
      breakConnection(reply, fault);
      return;
    }
    const answer = scripted(fault) ?? proper(open.request, respond, context);
    open.close(answer.status);
    await deliver(reply, answer, fault, context.closing);
  };
}

function received({ method, url, headers, body }: FastifyRequest<TextRoute>) {
  const [path = '', ...search] = url.split('?');
  const text = body ?? '';
  const fields = mediaType(headers['content-type']) === FORM ? formFields(text) : {};
  return { method, path, search: search.join('?'), headers, text, body: fields };
}

function scripted(fault: Fault | undefined): Answer | undefined {
  switch (fault?.kind) {
    case 'answer':
      return {
        status: fault.status,
        headers: fault.headers ?? {},
        body: Buffer.from(fault.body ?? ''),
      };
    case 'redirect':
      return {
        status: fault.status ?? 302,
        headers: { location: fault.location },
        body: Buffer.alloc(0),
      };
    default:
      return undefined;
  }
}

function proper(request: RecordedRequest, respond: Responder, context: ExchangeContext): Answer {
  const answer = respond(request);
  return context.compress ? compress(answer, request.headers['accept-encoding']) : answer;
}
