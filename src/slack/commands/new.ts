import { newModal } from '../blocks/index.ts';
import { plainText } from '../plain-text.ts';
import type { Subcommand } from './command.ts';

/** `/incident new Login is down`: asks for the rest in a modal. */
export const newIncident: Subcommand = {
  name: 'new',
  also: ['open', 'create', 'declare'],
  example: 'new Login is down',
  async run({ asker, words }) {
    await asker.open(newModal({ title: plainText(words), description: '' }));
    return null;
  },
};
