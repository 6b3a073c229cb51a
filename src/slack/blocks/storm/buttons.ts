import type { ActionsBlock, PlainTextOption } from '@slack/types';
import { fingerprintOf } from '../../../domain/fingerprint.ts';
import type { Storm, StormGroup } from '../../../domain/storm.ts';
import { firstLine } from '../cut.ts';
import { actions, button, option, select } from '../elements.ts';
import { count } from '../words.ts';

/** Kinds of incidents that can be muted from the message; nobody reads a longer menu in a storm. */
const OFFERED = 10;
/** A menu's entry has room for 75 characters, the number included. */
const TITLE = 50;

/** All of it, and silences for its largest groups. The id follows the revision, since a select keeps showing what was chosen. */
export function stormButtons(storm: Storm): ActionsBlock {
  const groups = storm.endedAt === null ? groupOptions(storm) : [];
  return actions(
    `storm-${storm.id}-r${storm.cardRevision}`,
    button({
      text: 'Show all',
      action: 'storm.all',
      value: storm.id,
      label: 'Show all incidents of this storm',
    }),
    ...(groups.length > 0 ? [select('Mute a group', 'storm.mute', groups)] : []),
  );
}

/** By what a group is found again: its place among the others changes as long as a storm goes on. */
export function keyOfGroup({ title, label }: StormGroup): string {
  return fingerprintOf({ title, name: label?.name ?? '', value: label?.value ?? '' });
}

/** `STORM:GROUP`; one without a label cannot be silenced. */
function groupOptions({ id, groups }: Storm): readonly PlainTextOption[] {
  return groups
    .filter(({ label }) => label !== null)
    .slice(0, OFFERED)
    .map((group) => {
      const shown = firstLine(group.title, TITLE) || 'Without a name';
      const words = `${shown}, ${count(group.count, 'incident')}`;
      return option(words, `${id}:${keyOfGroup(group)}`);
    });
}
