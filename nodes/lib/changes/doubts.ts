import type { Translate } from '../translate';
import type { Doubts } from './messages';

/** Says what is doubtful about the lists of a node: each thing once for a topic. */
export class DoubtfulLists {
  /** By topic, what was warned of. */
  readonly #warned = new Map<string, ReadonlySet<string>>();

  constructor(
    private readonly translate: Translate,
    private readonly warn: (text: string) => void,
  ) {}

  /** @param rules by which rules the list was compared, and what items were to have as their key */
  note(topic: string, { missing, skipped }: Doubts, rules: { text: string; key: string }): void {
    const warned = new Set(this.#warned.get(topic));
    const once = (what: string): boolean => {
      const id = `${rules.text} ${what}`;
      if (warned.has(id)) return false;
      warned.add(id);
      return true;
    };
    const paths = missing.filter((path) => once(path)).join(', ');
    if (paths !== '') this.warn(this.translate('problem.fieldsMissing', { paths }));
    if (skipped > 0 && once('')) {
      this.warn(this.translate('problem.itemsSkipped', { skipped, path: rules.key }));
    }
    if (warned.size > 0) this.#warned.set(topic, warned);
  }

  forget(topic: string): void {
    this.#warned.delete(topic);
  }

  /** What the status says, after what was reported. */
  textOf(text: string, { missing, skipped }: Doubts): string {
    const [path = '', ...others] = missing;
    // A status has room for one.
    const paths = others.length > 0 ? `${path}, …` : path;
    const first = path === '' ? text : this.translate('status.missing', { text, paths });
    return skipped > 0 ? this.translate('status.skipped', { text: first, skipped }) : first;
  }
}
