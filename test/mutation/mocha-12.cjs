/** Lets `require` find files that end in `.cjs` by names without it. */
require.extensions['.cjs'] = require.extensions['.js'];
