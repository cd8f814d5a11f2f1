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
  tarball: string;
  context: BrowserContext;
}

/** A Node-RED, a browser to edit it in, and the services. */
export class Bed {
  readonly simulator: Simulator;
  /** Address of the editor, with a slash at the end. */
  readonly url: string;
  /** Absolute path of this package, packed. */
  readonly tarball: string;
  readonly api: AdminApi;
  /** What went wrong in the pages so far. */
  readonly problems: string[] = [];
  readonly #context: BrowserContext;
  #editor: Editor | undefined;

  constructor({ simulator, url, tarball, context }: BedParts) {
    this.simulator = simulator;
    this.url = url;
    this.tarball = tarball;
    this.api = new AdminApi(url);
    this.#context = context;
  }

  /** Deploys a flow, credentials and all, and opens the editor on it; it is the same for all tests. */
  async open(flow: readonly FlowNode[] = flowOf([])): Promise<Editor> {
    const deploy = () => this.api.deploy(flow);
    if (this.#editor === undefined) {
      await deploy();
      this.#editor = await this.#openPage();
    } else {
      await replaceFlow(this.#editor.page, deploy);
    }
    return this.#editor;
  }

  async #openPage(): Promise<Editor> {
    const page = await this.#context.newPage();
    watchPage(page, this.problems);
    const editor = new Editor(page, this.url);
    await editor.load();
    return editor;
  }
}

/** A bed, and the function that ends all of it. */
export interface RunningBed {
  readonly bed: Bed;
  close(): Promise<void>;
}

/** @param options.installed whether Node-RED has this package */
export async function startBed({ installed }: { installed: boolean }): Promise<RunningBed> {
  const cleanups: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const cleanup of cleanups.toReversed()) await cleanup();
  };
  try {
    const simulator = await startSimulator();
    cleanups.push(() => simulator.close());
    const nodeRed = await startTemporaryNodeRed({
      nodeRed: process.env['NODE_RED'] ?? 'node-red',
      installed,
    });
    cleanups.push(() => nodeRed.close());
    const bed = new Bed({
      simulator,
      url: nodeRed.process.url,
      tarball: nodeRed.tarball.path,
      context: await startBrowser(cleanups),
    });
    // Node-RED 5.0 throws when its settings are closed with the tips on: their box is no longer there.
    await bed.api.saveUserSettings({ editor: { view: { 'view-show-tips': false } } });
    return { bed, close };
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
