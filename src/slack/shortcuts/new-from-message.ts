import { newModal } from '../blocks/index.ts';
import { plainText } from '../plain-text.ts';
import type { SlackShortcut } from './shortcut.ts';

/** Makes an incident of a message: its first line is the title, all of it the description. */
export const newFromMessage: SlackShortcut = {
  id: 'incident.new',
  async run(message, asker) {
    // Without the names of those mentioned: the modal must be there within 3 s.
    const text = plainText(message.text ?? '').trim();
    const [title = ''] = text.split('\n');
    await asker.open(newModal({ title, description: text }));
  },
};
