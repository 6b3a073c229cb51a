import type { AlertContent } from '../../domain/alert.ts';
import { valueAt } from '../json-fields.ts';
import { type Asked, act, type Perform } from './actions.ts';
import { alertFrom, alertOf, aliasOf, type Known } from './identify.ts';

/** `PUT …/message`: what is wrong, in other words. The card keeps its title, so that the thread is told. */
export const updateMessage: Perform = async (asked, known) => {
  const { title } = alertFrom(asked.sender, { message: valueAt(asked.body, 'message') }).content;
  if (known.alert?.content.title === title) return true;
  const text = `New message: ${title}`;
  return (await say(asked, known, { title })) && act(asked, known, { verb: 'note', text });
};

/** `PUT …/description`. */
export const updateDescription: Perform = async (asked, known) => {
  const said = { message: '-', description: valueAt(asked.body, 'description') };
  const { description } = alertFrom(asked.sender, said).content;
  if (known.alert?.content.description === description) return true;
  return say(asked, known, { description });
};

/** Has an alert that fires say something else. Saying the same again would count as another firing. */
async function say(
  { deps, sender }: Asked,
  { alert }: Known,
  words: Partial<AlertContent>,
): Promise<boolean> {
  if (alert?.status !== 'firing') return false;
  const said = { ...alertOf(sender, aliasOf(alert)), content: { ...alert.content, ...words } };
  await deps.takeIn(sender, { alerts: [said], rejected: [] });
  return true;
}
