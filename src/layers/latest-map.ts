/** A map that keeps what was set last: so many at the most. */
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
