import { randomBytes } from 'node:crypto';

/** The tokens of the one account, on which any number of clients may be signed in. */
export class Tokens {
  readonly #access = new Set<string>();
  readonly #refresh = new Set<string>();

  /** Whether a request with this header may read the list. */
  admits(authorization = ''): boolean {
    return this.#access.has(authorization.replace(/^Bearer /, ''));
  }

  /** Answers a form with new tokens. Any password will do; a refresh token that was used is dead. */
  grant(form: URLSearchParams): { readonly status: number; readonly body: object } {
    const used = form.get('refresh_token');
    if (used !== null && !this.#refresh.delete(used)) {
      return { status: 400, body: { error: 'invalid_grant' } };
    }
    const [access, refresh] = [newToken(), newToken()];
    this.#access.add(access);
    this.#refresh.add(refresh);
    return {
      status: 200,
      body: {
        access_token: access,
        expires_in: 432_000,
        token_type: 'Bearer',
        scope: 'sync',
        refresh_token: refresh,
      },
    };
  }

  /** All access tokens expire before their time. */
  expire(): void {
    this.#access.clear();
  }
}

function newToken(): string {
  return randomBytes(15).toString('hex');
}
