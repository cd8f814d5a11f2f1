/** Messages that leave before the event loop turns, so that nobody has to work off more of them at once. */
export const MESSAGES_PER_TURN = 16;
