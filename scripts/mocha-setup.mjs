/** Mocha lets a rejection that nobody handles pass; it must fail the test during which it comes. */
process.on('unhandledRejection', (error) => {
  throw error;
});
