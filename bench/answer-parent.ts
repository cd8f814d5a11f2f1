/** Answers the questions of the process that started this one, for as long as it is there. */
export function answerParent(answers: Readonly<Record<string, () => unknown>>): void {
  process.once('disconnect', () => process.exit());
  process.on('message', (question: string) => {
    void (async () => {
      const answer = answers[question];
      if (answer === undefined) throw new Error(`"${question}" is no question.`);
      process.send?.((await answer()) ?? null);
    })();
  });
}

/** What this process was told at its start. */
export function readSetUp(): unknown {
  return JSON.parse(process.argv[2] ?? '{}');
}
