import type { Reply } from './rotating-server';

/** One thing that happens to an account. */
export type Step =
  | { readonly do: 'get' | 'disk' | 'revoke' | 'close' | 'restart' | 'crash' }
  | { readonly do: 'renew' | 'abort'; readonly which: number }
  | { readonly do: 'reply'; readonly reply: Reply }
  | { readonly do: 'clock' | 'pass'; readonly ms: number };
