import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import { type Answer, jsonAnswer } from '../answer';

/** An error of RDP's data endpoints. */
export function errorAnswer(status: number, message: string): Answer {
  const error = { id: randomUUID(), code: String(status), message, status: STATUS_CODES[status] };
  return jsonAnswer(status, { error });
}
