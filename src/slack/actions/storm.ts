import { formatMatcher } from '../../domain/matcher.ts';
import type { StormGroup } from '../../domain/storm.ts';
import { keyOfGroup, type MuteDraft } from '../blocks/index.ts';
import { openMute } from '../muting.ts';
import { commandAnswer, sentenceAnswer } from '../sentence.ts';
import { oneOf, stormListOf } from '../storm.ts';
import type { SlackAction } from './action.ts';

/** All incidents of a storm, for one person. */
export const stormAll: SlackAction = {
  id: 'storm.all',
  async run({ asker, value }, desk) {
    const storm = await desk.store.storm(value);
    await asker.tell(storm ? await stormListOf(desk, storm, null) : sentenceAnswer(FORGOTTEN));
  },
};

/** Its next page, in the place of this one: `STORM:LEFT`. */
export const stormMore: SlackAction = {
  id: 'storm.more',
  async run({ asker, value }, desk) {
    const [, id = '', left] = /^(.*):(\d+)$/s.exec(value) ?? [];
    const storm = await desk.store.storm(id);
    await asker.retell(
      storm ? await stormListOf(desk, storm, Number(left)) : sentenceAnswer(FORGOTTEN),
    );
  },
};

/** The modal that mutes, with a group's label filled in: `STORM:GROUP`. */
export const stormMute: SlackAction = {
  id: 'storm.mute',
  async run({ asker, value }, desk) {
    const [, id = '', key] = /^([^:]*):(.*)$/s.exec(value) ?? [];
    const storm = await desk.store.storm(id);
    const group = storm?.groups.find((each) => keyOfGroup(each) === key);
    if (!group) return asker.tell(sentenceAnswer(FORGOTTEN));
    const incident = await oneOf(desk, group);
    if (!incident) return asker.tell(overAnswer(group));
    await openMute(desk, asker, incident, draftFor(group));
  },
};

const FORGOTTEN = 'This storm is over, and not kept any more.';

function draftFor(group: StormGroup): MuteDraft {
  return { time: '4h', scope: 'match', matchers: matcherOf(group) };
}

function matcherOf({ label }: StormGroup): string | null {
  return label && formatMatcher({ ...label, operator: '=' });
}

function overAnswer(group: StormGroup) {
  const matcher = matcherOf(group);
  const over = `None of ${group.title} is open any more.`;
  if (matcher === null) return sentenceAnswer(over);
  return commandAnswer(`${over} What comes later is silenced by`, `silence ${matcher} 2h`);
}
