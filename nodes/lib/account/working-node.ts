import type { Node, NodeAPI, NodeDef, NodeMessageInFlow } from 'node-red';
import { OVERLAPS, type OverlapSettings } from '../../settings';
import { handleInput, type Run, type SendMessage, type Worker } from '../handle-input';
import { invalid, oneOf } from '../saved-values';
import { Ticks } from '../ticks/ticks';
import { createTranslate, type Translate } from '../translate';
import { type Client, findConfig, isDisabled } from './service-node';

/** What there is to do for one message. */
export interface Job<Settings, Service> {
  readonly node: Node;
  readonly settings: Settings;
  readonly service: Service;
  readonly msg: NodeMessageInFlow;
  readonly send: SendMessage;
  readonly caller: Worker;
  /** When the message came. */
  readonly askedAt: Date;
  readonly translate: Translate;
  /** The ticks that its messages may wait for, where the node takes any. */
  readonly ticks?: Ticks | undefined;
}

export interface WorkingNodeType<Settings, Service> {
  readonly type: string;
  /** The type of the configuration node that `server` names. */
  readonly configType: string;
  readonly defaults: Settings;
  /** What held for nodes that were saved before a setting was there. */
  readonly before?: Partial<Settings>;
  /** Whether it takes ticks, with these settings. */
  readonly takesTicks?: (settings: Settings) => boolean;
  /** Does the job, and returns what the status shows when it is done. */
  readonly run: (job: Job<Settings, Service>) => Promise<string>;
}

/** Messages of one node that may be at work, or wait, at the same time. */
const MOST_MESSAGES = 1_000;

/** Registers a node that does something with a service for each message. */
export function registerWorkingNode<
  Settings extends OverlapSettings & { server: string },
  Service extends Client,
>(
  RED: NodeAPI,
  { type, configType, defaults, before, takesTicks, run }: WorkingNodeType<Settings, Service>,
): void {
  function WorkingNode(this: Node, saved: NodeDef & Partial<Settings>): void {
    RED.nodes.createNode(this, saved);
    const settings = { ...defaults, ...before, ...saved };
    const translate = createTranslate(RED);
    const config = findConfig<Service>(RED, settings.server, configType);
    config?.addUser(this);
    const ticks = takesTicks?.(settings) ? new Ticks(RED, this) : undefined;

    const work: Run = async (msg, send, caller) => {
      if (config === undefined) {
        throw invalid(isDisabled(RED, settings.server) ? 'accountDisabled' : 'noAccount');
      }
      const service = config.service();
      const askedAt = new Date();
      return run({ node: this, settings, service, msg, send, caller, askedAt, translate, ticks });
    };
    // Nobody is to take it for the state of a real road.
    const mark = (text: string): string =>
      config?.service().isSample ? translate('status.sample', { text }) : text;
    handleInput(this, translate, work, {
      mark,
      most: MOST_MESSAGES,
      skips: () => oneOf(OVERLAPS, settings.overlap) === 'skip',
      take: ticks && ((msg) => ticks.take(msg)),
    });
  }
  RED.nodes.registerType(type, WorkingNode);
}
