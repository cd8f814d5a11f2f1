import type { Signal } from '../../../src/abort';
import { inSlices } from '../../../src/event-loop/in-slices';
import { isBlank } from '../../../src/geojson/geometry';
import { itemProperty } from '../../../src/geojson/is-feature';
import type { Path } from '../../../src/value-at';

/** A field that a rule names: as it is written, and where it is in an item. */
export interface NamedField {
  readonly text: string;
  readonly path: Path;
}

/** Finds the fields that no item has: a misspelled one colors, names and identifies nothing. */
export class AbsentFields {
  readonly #warned = new Set<string>();

  /** @param warn is called once with each such field */
  constructor(readonly warn: (field: string) => void) {}

  /**
   * The first field that no item of a complete list has, if there is one.
   *
   * @throws the signal's reason, once it is aborted
   */
  async find(
    items: readonly unknown[],
    fields: readonly NamedField[],
    signal: Signal,
  ): Promise<string | undefined> {
    let absent = items.length === 0 ? [] : fields.filter(({ path }) => path.length > 0);
    await inSlices(items, signal, (item) => {
      if (absent.length === 0) return;
      absent = absent.filter(({ path }) => isBlank(itemProperty(item, path)));
    });
    for (const { text } of absent) {
      if (this.#warned.has(text)) continue;
      this.#warned.add(text);
      this.warn(text);
    }
    return absent[0]?.text;
  }
}
