import type { ConnectionOptions } from 'node:tls';
import type { Node, NodeAPI } from 'node-red';
import { type ProxyEnvironment, parseProxyUrl } from '../../../src/connection/proxy';
import type { NodeReasonKey } from '../reasons';
import { invalid } from '../saved-values';

/*
 * The core configuration nodes that an account may refer to by their ids.
 */

/** The core `tls-config` node: asked for its options, never read. */
interface TlsNode extends Node {
  addTLSOptions(options: ConnectionOptions): ConnectionOptions;
}

/** The core `http proxy` node, which has no method to ask. */
interface ProxyNode extends Node<{ username?: string; password?: string }> {
  url?: string;
  noproxy?: string[];
}

/** @throws {ServiceError} CONFIG_INVALID when there is no such node. */
export function readTls(RED: NodeAPI, id: string): ConnectionOptions | undefined {
  return id === '' ? undefined : find(RED, id, isTlsNode, 'tlsMissing').addTLSOptions({});
}

/**
 * The proxy as if the environment named it, so that both obey the same rules.
 *
 * @throws {ServiceError} CONFIG_INVALID when there is no such node or its URL is none.
 */
export function readProxy(RED: NodeAPI, id: string): ProxyEnvironment | undefined {
  if (id === '') return undefined;
  const { url = '', noproxy = [], credentials } = find(RED, id, isProxyNode, 'proxyMissing');
  const proxy = parseProxyUrl(url);
  if (credentials?.username) proxy.username = encodeURIComponent(credentials.username);
  if (credentials?.password) proxy.password = encodeURIComponent(credentials.password);
  return { http_proxy: proxy.href, https_proxy: proxy.href, no_proxy: noproxy.join(',') };
}

function find<T extends Node>(
  RED: NodeAPI,
  id: string,
  is: (node: Node) => node is T,
  problem: NodeReasonKey,
): T {
  const node: Node | null = RED.nodes.getNode(id);
  if (node !== null && is(node)) return node;
  throw invalid(problem);
}

function isTlsNode(node: Node): node is TlsNode {
  return node.type === 'tls-config';
}

function isProxyNode(node: Node): node is ProxyNode {
  return node.type === 'http proxy';
}
