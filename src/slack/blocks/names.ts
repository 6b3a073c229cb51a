import { type Actor, nameOf, type Person } from '../../domain/actor.ts';
import { cut } from './cut.ts';

/** Longer than any name that people go by. */
const NAME = 60;

/** The name of whoever did something, in one short line. */
export function who(actor: Actor): string {
  return shortName(nameOf(actor));
}

/** The name of somebody in Slack, in one short line. */
export function personName({ name }: Pick<Person, 'name'>): string {
  return shortName(name);
}

function shortName(name: string): string {
  return (
    cut(
      name
        .slice(0, NAME * 4)
        .replace(/\s+/g, ' ')
        .trim(),
      NAME,
    ) || 'somebody'
  );
}

/** Whether Slack would call this person: ids from elsewhere are only written out. */
export function canBeCalled({ id }: Pick<Person, 'id'>): boolean {
  return /^[UW][A-Z0-9]+$/.test(id);
}
