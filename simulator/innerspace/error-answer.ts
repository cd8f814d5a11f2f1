import { type Answer, jsonAnswer } from '../answer';

/** Hasura's answer to a request that it does not run. */
export function errorAnswer(status: number, code: string, message: string): Answer {
  return jsonAnswer(status, { errors: [{ message, extensions: { code, path: '$' } }] });
}
