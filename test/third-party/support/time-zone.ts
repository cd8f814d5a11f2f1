/** Where the machines of the tests are, as far as they know: the simulator's city. */
export const TIME_ZONE = 'America/Toronto';
