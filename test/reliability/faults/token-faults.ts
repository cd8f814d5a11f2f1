import type { FaultCase } from '../fault-case';
import { answer, CAPTIVE_PORTAL, ELEVEN_HOURS, jsonAnswer, type Strike } from './strikes';

/** Answers to a token request that end in the same way, whether it is a sign-in or a refresh. */
export function tokenFaults(strike: Strike) {
  return {
    longWait: {
      name: '429, long wait',
      done: `status 429 with \`Retry-After: ${ELEVEN_HOURS}\``,
      cause: strike(answer(429, { 'retry-after': String(ELEVEN_HOURS) })),
      sees: 'RATE_LIMITED',
      retryAfter: ELEVEN_HOURS,
      calls: 0,
      tokenRequests: 1,
      coolsFor: ELEVEN_HOURS,
    },
    serverError: {
      name: '500',
      done: 'status 500, each time',
      cause: strike(answer(500)),
      sees: 'SERVER_ERROR',
      calls: 0,
      tokenRequests: 4,
      coolsFor: 10,
    },
    captivePortal: {
      name: 'HTML with status 200',
      done: "a captive portal's page",
      cause: strike(CAPTIVE_PORTAL),
      sees: 'SIGN_IN_FAILED',
      calls: 0,
      tokenRequests: 1,
      coolsFor: 10,
    },
    noAccessToken: {
      name: 'no access token',
      done: 'JSON without `access_token`',
      cause: strike(jsonAnswer({ token_type: 'Bearer' })),
      sees: 'SIGN_IN_FAILED',
      calls: 0,
      tokenRequests: 1,
      coolsFor: 10,
    },
  } as const satisfies Readonly<Record<string, FaultCase>>;
}
