/**
 * The groups of tests, in the order in which they run. Each has its own
 * process: one process can load only one version of Node-RED.
 *
 * @type {{name: string, heading: string, files: string[], nodeRed: 4 | 5}[]}
 */
export const groups = [
  {
    name: 'unit',
    heading: 'Library and simulator',
    files: [
      'src/**/*.test.js',
      'answers/**/*.test.js',
      'bench/**/*.test.js',
      'properties/**/*.test.js',
      'kill/**/*.test.js',
      'seeds/**/*.test.js',
      '../simulator/test/**/*.test.js',
      '*.test.js',
    ],
    nodeRed: 4,
  },
  { name: 'nodes-4', heading: 'Nodes on Node-RED 4.1', files: ['nodes/**/*.test.js'], nodeRed: 4 },
  { name: 'nodes-5', heading: 'Nodes on Node-RED 5', files: ['nodes/**/*.test.js'], nodeRed: 5 },
  {
    name: 'network-4',
    heading: 'TLS, proxies and redirects on Node-RED 4.1',
    files: ['network/**/*.test.js'],
    nodeRed: 4,
  },
  {
    name: 'network-5',
    heading: 'TLS, proxies and redirects on Node-RED 5',
    files: ['network/**/*.test.js'],
    nodeRed: 5,
  },
  {
    name: 'reliability',
    heading: 'Faults, secrets, soak and redeploys',
    files: ['reliability/**/*.test.js'],
    nodeRed: 4,
  },
  {
    name: 'conformance',
    heading: 'Conformance to django-oauth-toolkit and Django REST Framework',
    files: ['conformance/**/*.test.js'],
    nodeRed: 4,
  },
  {
    name: 'mqtt-4',
    heading: 'Items over MQTT with Node-RED 4.1',
    files: ['mqtt/**/*.test.js'],
    nodeRed: 4,
  },
  {
    name: 'mqtt-5',
    heading: 'Items over MQTT with Node-RED 5',
    files: ['mqtt/**/*.test.js'],
    nodeRed: 5,
  },
  {
    name: 'package-4',
    heading: 'The package installed in Node-RED 4.1',
    files: ['package/**/*.test.js'],
    nodeRed: 4,
  },
  {
    name: 'package-5',
    heading: 'The package installed in Node-RED 5',
    files: ['package/**/*.test.js'],
    nodeRed: 5,
  },
  {
    name: 'third-party-4',
    heading: 'Examples with the nodes of others on Node-RED 4.1, and the SQL of the recipes',
    files: ['third-party/**/*.test.js', 'recipes/**/*.test.js'],
    nodeRed: 4,
  },
  {
    name: 'third-party-5',
    heading: 'Examples with the nodes of others on Node-RED 5',
    files: ['third-party/**/*.test.js'],
    nodeRed: 5,
  },
  {
    name: 'editor-4',
    heading: 'The editor of Node-RED 4.1 in Chromium',
    files: ['editor/**/*.test.js'],
    nodeRed: 4,
  },
  {
    name: 'editor-5',
    heading: 'The editor of Node-RED 5 in Chromium',
    files: ['editor/**/*.test.js'],
    nodeRed: 5,
  },
];
