import { type Answer, jsonAnswer } from './answer';

/** An answer of a token endpoint, which nobody may store (RFC 6749, 5.1). */
export function oauthAnswer(status: number, data: unknown): Answer {
  return jsonAnswer(status, data, { 'cache-control': 'no-store', pragma: 'no-cache' });
}

/** A token endpoint's refusal (RFC 6749, 5.2). */
export function oauthRefusal(status: number, error: string, description?: string): Answer {
  const body = description === undefined ? { error } : { error, error_description: description };
  return oauthAnswer(status, body);
}
