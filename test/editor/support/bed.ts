import type { BrowserContext } from 'playwright-core';
import { AdminApi } from '../../../scripts/support/admin-api';
import { launchBrowser } from '../../../scripts/support/browser';
import type { FlowNode } from '../../../scripts/support/flow-node';
import { startTemporaryNodeRed } from '../../../scripts/support/temporary-node-red';
import { type Simulator, startSimulator } from '../../../simulator/index';
import { Editor } from './editor';
import { flowOf } from './flow';
import { pinFont } from './pin-font';
import { replaceFlow } from './replace-flow';
import { speedUpAnimations } from './speed-up-animations';
import { watchPage } from './watch-page';

/** Milliseconds that a page gets to do what is expected of it. */
const TIMEOUT = 30_000;

interface BedParts {
  simulator: Simulator;
  url: string;
  api: AdminApi;
  editor: Editor;
  problems: string[];
}

/** A Node-RED, a browser to edit it in, and the services. */
export class Bed {
  readonly simulator: Simulator;
  /** Address of the editor, with a slash at the end. */
  readonly url: string;
  readonly api: AdminApi;
  /** What went wrong in the page so far. */
  readonly problems: string[];
  readonly #editor: Editor;

  constructor({ simulator, url, api, editor, problems }: BedParts) {
    this.simulator = simulator;
    this.url = url;
    this.api = api;
    this.problems = problems;
    this.#editor = editor;
  }

  /** Deploys a flow, credentials and all, and opens it in the editor, which all tests share. */
  async open(flow: readonly FlowNode[] = flowOf([])): Promise<Editor> {
    await replaceFlow(this.#editor.page, () => this.api.deploy(flow));
    return this.#editor;
  }
}

/** A bed, and the function that ends all of it. */
export interface RunningBed {
  readonly bed: Bed;
  close(): Promise<void>;
}

/** Starts a Node-RED, and uploads this package in its palette manager; the page is not reloaded. */
export async function startBed(): Promise<RunningBed> {
  const cleanups: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const cleanup of cleanups.toReversed()) await cleanup();
  };
  try {
    const simulator = await startSimulator();
    cleanups.push(() => simulator.close());
    const nodeRed = await startTemporaryNodeRed({
      nodeRed: process.env['NODE_RED'] ?? 'node-red',
      installed: false,
    });
    cleanups.push(() => nodeRed.close());
    const { url } = nodeRed.process;
    const api = new AdminApi(url);
    // Node-RED 5.0 throws when its settings are closed with the tips on: their box no longer exists.
    await api.saveUserSettings({ editor: { view: { 'view-show-tips': false } } });
    const problems: string[] = [];
    const page = await (await startBrowser(cleanups)).newPage();
    watchPage(page, problems);
    const editor = new Editor(page, url);
    await editor.load();
    const manager = await editor.openPaletteManager();
    await manager.upload(nodeRed.tarball.path);
    await manager.close();
    return { bed: new Bed({ simulator, url, api, editor, problems }), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function startBrowser(cleanups: (() => Promise<void>)[]): Promise<BrowserContext> {
  const browser = await launchBrowser();
  cleanups.push(() => browser.close());
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale: 'en-US',
  });
  context.setDefaultTimeout(TIMEOUT);
  await speedUpAnimations(context);
  await pinFont(context);
  return context;
}
