import { formatMatcher } from '../../domain/matcher.ts';
import { type Silence, silenceState } from '../../domain/silence.ts';
import { days } from '../../domain/time.ts';
import type { Asker } from '../asker.ts';
import { maintenanceAnswer } from '../blocks/index.ts';
import type { MessageBody } from '../blocks/message.ts';
import type { Desk } from '../desk.ts';
import { commandAnswer, sentenceAnswer } from '../sentence.ts';
import { endSilence, extend } from '../silencing.ts';
import { surfaceAt } from '../surface.ts';
import type { SlackAction } from './action.ts';

/** The end of a silence comes a day later; said in the place of the reminder. */
export const silenceExtend = silenceAction('silence.extend', async (silence, asker, desk) => {
  const extended = await extend(desk, asker, silence, days(1));
  return extended ? maintenanceAnswer(extended, surfaceAt(desk.clock.now())) : over(silence);
});

/** A silence ends now; said in the place of the reminder. */
export const silenceEnd = silenceAction('silence.end', (silence, asker, desk) =>
  endSilence(desk, asker, silence),
);

function silenceAction(
  id: `silence.${string}`,
  act: (silence: Silence, asker: Asker, desk: Desk) => Promise<MessageBody>,
): SlackAction {
  return {
    id,
    async run({ asker, value }, desk) {
      const known = await desk.store.silence(value);
      const isOver = !known || silenceState(known, desk.clock.now()) === 'expired';
      await asker.retell(isOver ? over(known) : await act(known, asker, desk));
    },
  };
}

function over(silence: Silence | undefined): MessageBody {
  if (!silence) return sentenceAnswer('This silence is over, and not kept any more.');
  const { matchers, kind } = silence;
  return commandAnswer(
    'This silence is over already. A new one:',
    `${kind} ${matchers.map(formatMatcher).join(' ')} 1d`,
  );
}
