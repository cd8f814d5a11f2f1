/** A map of limited size that drops the entry that was set longest ago: what the layers remember of calls. */
export class LatestMap<Value> extends Map<string, Value> {
  constructor(private readonly most: number) {
    super();
  }

  override set(key: string, value: Value): this {
    this.delete(key);
    const [oldest] = this.keys();
    if (oldest !== undefined && this.size >= this.most) this.delete(oldest);
    return super.set(key, value);
  }
}
