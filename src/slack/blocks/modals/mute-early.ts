import type { Checkboxes, KnownBlock, PlainTextOption } from '@slack/types';
import { HOSTS_KEPT, type Incident, type MuteEnd } from '../../../domain/incident.ts';
import { option } from '../elements.ts';
import { choicesIn, type FilledIn } from './filled-in.ts';
import { input } from './form.ts';

/** What may end a mute before its time; nothing where none of it could happen any more. */
export function endEarly(incident: Incident): readonly KnownBlock[] {
  const worse = incident.severity === 'critical' ? [] : [option('it becomes critical', 'critical')];
  const options = [...worse, ...moreHosts(incident)];
  if (options.length === 0) return [];
  const element: Checkboxes = {
    type: 'checkboxes',
    action_id: 'value',
    options,
    ...(worse.length > 0 && { initial_options: worse }),
  };
  return [input('end', 'End early when', element, { optional: true })];
}

/** Beyond the hosts that are kept apart nothing more can be counted. */
function moreHosts({ hosts }: Incident): readonly PlainTextOption[] {
  const above = 2 * hosts.length;
  if (above === 0 || above >= HOSTS_KEPT) return [];
  const label = `more than ${above} hosts are affected, twice as many as now`;
  return [option(label, `hosts@${above}`)];
}

/** What was ticked. */
export function readEndEarly(values: FilledIn): readonly MuteEnd[] {
  return choicesIn(values, 'end').flatMap((value): readonly MuteEnd[] => {
    if (value === 'critical') return [{ when: 'critical' }];
    const [, above] = /^hosts@(\d{1,6})$/.exec(value) ?? [];
    return above === undefined ? [] : [{ when: 'hosts', above: Number(above) }];
  });
}
