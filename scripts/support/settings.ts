/** Node-RED's settings file for `npm start` and for the tests of the package. */

// Node-RED is started with a channel to the process that started it. When that
// one is gone, however it ended, Node-RED stops too.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));

const contextModule = process.env['NODE_RED_CONTEXT'];

export = {
  uiHost: '127.0.0.1',
  flowFile: 'flows.json',
  flowFilePretty: true,
  credentialSecret: process.env['NODE_RED_CREDENTIAL_SECRET'],
  // Where the file nodes find what has no absolute path.
  fileWorkingDirectory: process.env['NODE_RED_USER_DIRECTORY'],
  // Without a store named here, context is kept in memory alone.
  ...(contextModule && {
    contextStorage: { default: { module: contextModule, config: { cache: false } } },
  }),
  nodesDir: process.env['NODE_RED_NODES_DIR'],
  telemetry: { enabled: false, updateNotification: false },
  // Without an entry for projects, Node-RED warns at each start that they are off.
  editorTheme: { tours: false, projects: {} },
  logging: { console: { level: 'warn', metrics: false, audit: false } },
};
