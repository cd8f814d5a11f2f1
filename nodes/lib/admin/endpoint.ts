import type { NodeAPI } from 'node-red';
import { Aborter, type Signal } from '../../../src/abort';
import { asRecord } from '../../../src/json-value';
import { errorText } from '../../error-text';
import { toServiceError } from '../flow-error';
import { createTranslate, type Translate } from '../translate';

/** Milliseconds that one request may take while somebody waits in front of a dialog. */
export const ASK_TIMEOUT = 15_000;

/** What an edit dialog asks the runtime. */
export interface EndpointRequest {
  /** The `:id` of the path. */
  readonly id: string | undefined;
  /** Fields of the JSON body, as the browser sent them. */
  readonly body: Readonly<Record<string, unknown>>;
  /** Aborted when the browser goes away. */
  readonly signal: Signal;
}

/** A text that the browser sent; an empty one where it sent something else. */
export function textOf(body: EndpointRequest['body'], name: string): string {
  const sent = body[name];
  return typeof sent === 'string' ? sent : '';
}

/** An error as a dialog takes it: code and facts, which it translates, and the runtime's own words. */
export function problemFor(translate: Translate, error: unknown): object {
  const failure = toServiceError(error);
  const { code, facts } = failure;
  return { code, facts, message: errorText(translate, failure) };
}

/**
 * Answers an edit dialog's `POST` for people who may write nodes of this type:
 * 200 with what `answer` resolves to, 200 with `{problem}` (code, facts and
 * message of the error) when it fails or cannot be written, 404 when it resolves to
 * nothing, 415 to what is not `application/json`. Nothing that goes wrong here can end the process.
 */
export function serveEndpoint(
  RED: NodeAPI,
  type: string,
  path: string,
  answer: (request: EndpointRequest) => Promise<object | undefined>,
): void {
  const translate = createTranslate(RED);
  const problemOf = (error: unknown): object => ({ problem: problemFor(translate, error) });
  RED.httpAdmin.post(`/${path}`, RED.auth.needsPermission(`${type}.write`), (request, response) => {
    const gone = new Aborter();
    response.on('close', () => gone.abort());
    const { signal } = gone;
    const reply = (result: object | undefined): void => {
      if (signal.aborted) return;
      if (result === undefined) response.sendStatus(404);
      else response.json(result);
    };
    const respond = async (): Promise<void> => {
      // A page of another site can post a form or plain text, but not JSON.
      if (!request.is('application/json')) {
        response.sendStatus(415);
        return;
      }
      const { id } = asRecord(request.params);
      const asked = { id: typeof id === 'string' ? id : undefined, body: asRecord(request.body) };
      reply(await answer({ ...asked, signal }));
    };
    respond()
      .catch((error: unknown) => reply(problemOf(error)))
      // The answer has begun, and nothing else can be said.
      .catch(() => response.destroy());
  });
}
