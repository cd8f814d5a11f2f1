/** Errors name lines of the sources. A flag of Node.js would cost mocha another process. */
process.setSourceMapsEnabled(true);

/** Mocha lets a rejection that nobody handles pass; it must fail the test during which it comes. */
process.on('unhandledRejection', (error) => {
  throw error;
});
