/** What a generator yields, and what it returns in the end. */
export async function allOf<Yielded, Returned>(
  generator: AsyncGenerator<Yielded, Returned>,
): Promise<{ yielded: Yielded[]; returned: Returned }> {
  const yielded: Yielded[] = [];
  for (;;) {
    const { done, value } = await generator.next();
    if (done) return { yielded, returned: value };
    yielded.push(value);
  }
}
