/** Adds the client's credentials to a token request (RFC 6749, 2.3). */
export type ClientAuth = (form: URLSearchParams) => void;

/** The client that the account's owner got from the service. */
export interface Client {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** `client_secret_post`: client id and secret as fields of the form. */
export function clientSecretPost({ clientId, clientSecret }: Client): ClientAuth {
  return (form) => {
    form.set('client_id', clientId);
    form.set('client_secret', clientSecret);
  };
}
