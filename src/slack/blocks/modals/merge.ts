import type { AlertBlock, ExternalSelect, ModalView, PlainTextOption } from '@slack/types';
import { type Incident, titleOf } from '../../../domain/incident.ts';
import { between, type Instant } from '../../../domain/time.ts';
import { cut, LENGTHS } from '../cut.ts';
import { asItIs, mrkdwn } from '../mark-up.ts';
import { capital, count, duration, incidentName } from '../words.ts';
import { type FieldFaults, type FilledIn, faults } from './filled-in.ts';
import { about, choice, input, modal } from './form.ts';

/** The menu whose choices are asked for while somebody types, and whose choice the preview follows. */
export const MERGE_MENU = 'incident.merge.search';

/** An incident that another may be merged into. */
export interface MergeTarget {
  readonly incident: Incident;
  readonly sameType: boolean;
  readonly sameProject: boolean;
  /** When it was seen first. */
  readonly firstSeenAt: Instant;
}

/** What is to be merged. */
export interface Merging {
  readonly incident: Incident;
  readonly events: number;
  readonly firstSeenAt: Instant;
  /** Whether its errors have other open incidents, on other routes. */
  readonly hasOthers: boolean;
}

/** Asks into which incident, and says which card survives. */
export function mergeModal(merging: Merging, target: MergeTarget | null): ModalView {
  const { incident } = merging;
  const menu: ExternalSelect = {
    type: 'external_select',
    action_id: MERGE_MENU,
    min_query_length: 0,
    placeholder: asItIs('Number or title'),
    ...(target && { initial_option: mergeOption(merging, target) }),
  };
  return modal({
    id: 'incident.merge',
    title: `Merge ${incidentName(incident.number)}`,
    submit: 'Merge',
    incident: incident.number,
    blocks: [
      about(incident),
      input('into', 'Into which incident?', menu, { dispatch: true }),
      ...(target ? [preview(merging, target.incident)] : []),
    ],
  });
}

/** One of the choices: "INC-9 KeyError: 'user_id'", and what speaks for it. */
function mergeOption(
  { firstSeenAt }: Pick<Merging, 'firstSeenAt'>,
  target: MergeTarget,
): PlainTextOption {
  const { incident, sameType, sameProject } = target;
  const name = cut(`${incidentName(incident.number)} ${titleOf(incident)}`, LENGTHS.label);
  const like = [...(sameType ? ['same type'] : []), ...(sameProject ? ['same project'] : [])];
  const when = apart(firstSeenAt, target.firstSeenAt);
  const value = `${incident.number}`;
  if (like.length === 0) return choice(name, value, capital(when));
  return choice(name, value, capital([...like, when].join(', ')));
}

function apart(own: Instant, other: Instant): string {
  if (other < own) return `first seen ${duration(between(other, own))} earlier`;
  return `first seen ${duration(between(own, other))} later`;
}

function preview({ incident, events, hasOthers }: Merging, into: Incident): AlertBlock {
  const [from, to] = [incident.number, into.number].map(incidentName);
  const moved = count(events, 'error');
  const text = [
    `*${to} keeps its card, assignee and severity.*`,
    `The ${moved} of ${from} and all new ones count there. ${from} closes with a link to ${to}.`,
    ...(hasOthers ? ['Its incidents on other routes follow.'] : []),
    `Undo: Reopen on ${from}.`,
  ].join(' ');
  return { type: 'alert', block_id: 'preview', level: 'info', text: mrkdwn(text) };
}

/** The number of the incident that was chosen. */
export function readMerge(values: FilledIn): { readonly into: number } | FieldFaults {
  const chosen = values['into']?.[MERGE_MENU]?.selected_option?.value ?? '';
  if (!/^\d{1,9}$/.test(chosen)) return faults({ into: 'Choose an incident.' });
  return { into: Number(chosen) };
}

/** The choices of the menu. */
export function mergeOptions(
  merging: Pick<Merging, 'firstSeenAt'>,
  targets: readonly MergeTarget[],
): readonly PlainTextOption[] {
  return targets.map((target) => mergeOption(merging, target));
}
