import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Answer } from './answer';
import { compress } from './compression';
import { breakConnection, deliver } from './delivery';
import { type Fault, isConnectionFault } from './fault';
import type { FaultScript } from './fault-script';
import { formFields } from './form-fields';
import { mediaType } from './media-type';
import type { RecordedRequest, RequestLog } from './request-log';

/** Makes the proper answer to a request. */
export type Responder = (request: RecordedRequest) => Answer;

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
export interface TextRoute {
  Body: string | undefined;
}

const FORM = 'application/x-www-form-urlencoded';

/**
 * Wraps a responder into a whole exchange: the request is recorded, the
 * latency waited for, and a fault put in the way of the answer if one is due.
 * A client that leaves in the meantime does not keep its request from being
 * carried out, as on a real server.
 */
export function exchange(respond: Responder, context: ExchangeContext) {
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
