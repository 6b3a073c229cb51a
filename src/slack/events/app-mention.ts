import { z } from 'zod';
import type { Asker } from '../asker.ts';
import type { Desk } from '../desk.ts';
import { peopleNamed } from '../people-named.ts';
import { perform } from '../perform.ts';
import { sentenceAnswer } from '../sentence.ts';
import { defineEvent } from './event.ts';

const Mention = z.object({
  user: z.string(),
  channel: z.string(),
  thread_ts: z.string().optional(),
  text: z.string(),
});
type Mention = z.infer<typeof Mention>;

/** Mentioning us in the thread of an incident adds a note. */
export const appMention = defineEvent('app_mention', Mention, (mention) => ({
  scene: {
    userId: mention.user,
    channelId: mention.channel,
    threadTs: mention.thread_ts ?? null,
  },
  run: (asker, desk) => addNote(mention, asker, desk),
}));

const NO_INCIDENT_HERE = 'A mention adds a note in the thread of an incident, and this is none.';
const NO_TEXT = 'Write the note behind the mention.';

async function addNote(mention: Mention, asker: Asker, desk: Desk): Promise<void> {
  const { channel, thread_ts } = mention;
  const incident = thread_ts && (await desk.store.incidentAt(channel, thread_ts));
  if (!incident) return asker.tell(sentenceAnswer(NO_INCIDENT_HERE, 'note 12 the disk grows'));
  const text = await noteIn(mention.text, desk);
  if (text === '') return asker.tell(sentenceAnswer(NO_TEXT));
  await perform(desk, asker, incident.number, { verb: 'note', text });
}

/** What was said, without calling us, and with people by their names. */
async function noteIn(text: string, desk: Desk): Promise<string> {
  const { userId } = await desk.identity.self();
  const said = text.replaceAll(new RegExp(`<@${userId}(\\|[^<>]*)?>[:,]?`, 'g'), '');
  return (await peopleNamed(said, desk.directory)).trim();
}
