import { answerParent } from '../answer-parent';
import { type Poller, Scale, timePoll } from './measure';
import { takeProfile } from './take-profile';

/** Polls when the process that started this one wants it. */
export function servePolls(starting: Promise<Poller>): void {
  const ready = starting.then((poller) => ({ ...poller, scale: new Scale() }));
  answerParent({
    async ready() {
      await ready;
    },
    poll: async () => timePoll((await ready).poll),
    async weigh() {
      const { poll, scale } = await ready;
      return scale.weigh(poll);
    },
    profile: async () => takeProfile((await ready).poll),
    stop: async () => (await ready).stop(),
  });
}
