import { isRecord } from '../../../src/json-value';
import { translate } from './translate';

/** A definition, on which Node-RED calls these when it comes into the palette and leaves it. */
interface Definition {
  readonly type: string;
}

const listeners = new Map<string, () => void>();

/**
 * Has people find a node by what they look for: Node-RED's palette and its quick-add dialog
 * search in labels and types alone. Where a Node-RED keeps its lists in another way, they
 * find what they found before.
 */
export function addKeywords(this: Definition): void {
  const { type } = this;
  const keywords = translate(type, 'keywords').toLowerCase();
  removeKeywords.call(this);
  const entry = $('.red-ui-palette-node').filter(`[data-palette-type="${type}"]`);
  const label = entry.attr('data-palette-label');
  if (label?.endsWith(keywords) === false) {
    entry.attr('data-palette-label', `${label} ${keywords}`);
  }
  const listener = (): void => addToQuickAdd(type, keywords);
  listeners.set(type, listener);
  RED.events.on('type-search:open', listener);
}

export function removeKeywords(this: Definition): void {
  const listener = listeners.get(this.type);
  if (listener !== undefined) RED.events.off('type-search:open', listener);
}

function addToQuickAdd(type: string, keywords: string): void {
  for (const element of $('#red-ui-type-search .red-ui-editableList-item-content').toArray()) {
    const item: unknown = $(element).data('data');
    if (!isRecord(item) || item['type'] !== type) continue;
    const { index } = item;
    if (typeof index === 'string') item['index'] = `${index}|${keywords}`;
  }
}
