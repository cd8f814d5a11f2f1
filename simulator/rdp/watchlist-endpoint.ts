import { type Answer, jsonAnswer } from '../answer';
import { mediaType } from '../media-type';
import { readObject } from '../read-object';
import type { RecordedRequest } from '../request-log';
import { errorAnswer } from './error-answer';
import type { Fields, Watchlists } from './watchlists';

/** `GET` tells all lists; `POST` stores another one each time that it is sent. */
export function answerAllWatchlists(request: RecordedRequest, watchlists: Watchlists): Answer {
  switch (request.method) {
    case 'GET':
      return jsonAnswer(200, { total: watchlists.all.length, data: watchlists.all });
    case 'POST':
      return withFields(request, (fields) => jsonAnswer(201, watchlists.create(fields)));
    default:
      return errorAnswer(405, 'Method Not Allowed');
  }
}

/** `GET`, `PUT`, `PATCH` and `DELETE` of one list; the last answers 204. */
export function answerWatchlist(
  request: RecordedRequest,
  watchlists: Watchlists,
  id: string,
): Answer {
  const list = watchlists.get(id);
  if (list === undefined) return errorAnswer(404, 'The list is not found.');
  switch (request.method) {
    case 'GET':
      return jsonAnswer(200, list);
    case 'PUT':
      return withFields(request, (fields) => jsonAnswer(200, watchlists.replace(id, fields)));
    case 'PATCH':
      return withFields(request, (fields) =>
        jsonAnswer(200, watchlists.replace(id, { ...list, ...fields })),
      );
    case 'DELETE':
      watchlists.delete(id);
      return { status: 204, headers: {}, body: Buffer.alloc(0) };
    default:
      return errorAnswer(405, 'Method Not Allowed');
  }
}

function withFields(
  { headers, text }: RecordedRequest,
  respond: (fields: Fields) => Answer,
): Answer {
  if (mediaType(headers['content-type']) !== 'application/json') {
    return errorAnswer(415, 'The content type must be application/json.');
  }
  const fields = readObject(text);
  return fields ? respond(fields) : errorAnswer(400, 'The body is no JSON object.');
}
