import { z } from 'zod';
import { Errors } from './errors.ts';
import { notYet } from './leaf.ts';
import { Channel, Length, Name, Target, Timezone, Wait } from './leaves.ts';
import { Mail } from './mail.ts';
import { Flapping, RootRoute, Storm } from './route.ts';
import { Inhibit, Rule } from './rules.ts';
import { Source } from './sources.ts';
import { Maintenance, NamedIntervals, TimeOfDay, Weekday } from './times.ts';

const Step = z
  .strictObject({
    after: Wait.meta({
      description:
        'How long after people were told; it begins anew when the incident is given back, unmuted, heard again or comes back.',
    }),
    notify: Target.meta({ description: 'Whom to call, or which channel to tell.' }),
  })
  .meta({ title: 'a step with after and notify', shown: { after: '5m', notify: '@oncall' } });

const Escalation = z
  .strictObject({
    name: Name.meta({ description: 'How routes refer to it.' }),
    steps: z
      .array(Step)
      .min(1)
      .meta({
        description: 'In the order of their times.',
        title: 'a list of at least one step',
        shown: [{ after: '5m', notify: '@oncall' }],
      }),
  })
  .meta({
    title: 'an escalation with its name and steps',
    shown: { name: 'default', steps: [{ after: '5m', notify: '@oncall' }] },
  });

const Slack = z.strictObject({
  default_channel: Channel.prefault('#alerts').meta({
    description:
      'Where Quell speaks about itself, and where incidents go that no route sends elsewhere.',
  }),
});

const Retention = z.strictObject({
  resolved: Length.prefault('90d').meta({
    shown: '90d',
    description: 'Resolved incidents with their timelines.',
  }),
  occurrences: Length.prefault('14d').meta({
    shown: '14d',
    description: 'Samples of what arrived.',
  }),
  events: Length.prefault('30d').meta({
    shown: '30d',
    description:
      'Events of errors; the first of each group, and the like, stay as long as it does.',
  }),
});

const Report = z.strictObject({
  weekly: z
    .boolean()
    .prefault(true)
    .meta({ description: "Whether the report of the week's noise comes." }),
  channel: Channel.optional().meta({
    description: 'Where to; without it, each channel gets its own.',
  }),
  day: Weekday.prefault('monday').meta({ description: 'On which day.' }),
  time: TimeOfDay.prefault('09:00').meta({ description: 'At what time.' }),
  timezone: Timezone.optional().meta({ description: 'Without it, the top-level `timezone`.' }),
});

const off = z.literal(false);

/** The shape of `quell.yml`. */
export const ConfigFile = z
  .strictObject({
    slack: Slack.prefault({}).meta({ description: 'The workspace.' }),
    timezone: Timezone.prefault('UTC').meta({ description: 'For all times that name no other.' }),
    sources: z.array(Source).prefault([]).meta({
      description: 'Senders with a name, and perhaps a key, of their own.',
      title: 'a list of sources',
    }),
    rules: z.array(Rule).prefault([]).meta({
      description: 'What is done to each alert, in order, before it is routed.',
      title: 'a list of rules',
    }),
    route: RootRoute.prefault({}).meta({
      description: 'How alerts become incidents and where these go: a tree, whose routes inherit.',
    }),
    inhibit: z.array(Inhibit).prefault([]).meta({
      description: 'Alerts that keep others quiet while they fire.',
      title: 'a list of inhibitions',
    }),
    maintenance: z.array(Maintenance).prefault([]).meta({
      description: 'Planned work, during which matching alerts tell nobody.',
      title: 'a list of planned work',
    }),
    time_intervals: z.array(NamedIntervals).prefault([]).meta({
      description: 'Named sets of times for `mute_time_intervals` and `active_time_intervals`.',
      title: 'a list of named intervals',
    }),
    storm: z.union([off, Storm]).prefault({}).meta({
      description:
        'Past so many new cards in a time, a channel gets one living message; `false`: never.',
      title: 'a map of incidents and within, or false',
    }),
    flapping: z.union([off, Flapping]).prefault({}).meta({
      description:
        'Past so many changes in a time, an incident is told once as flapping; `false`: never.',
      title: 'a map of changes, within and quiet, or false',
    }),
    escalations: z.array(Escalation).prefault([]).meta({
      description: 'Whom to call after how long, while nobody has the incident.',
      title: 'a list of escalations',
    }),
    schedules: notYet('Who is on call when. Not yet in this version.'),
    errors: Errors.prefault({}).meta({
      description: 'Errors that SDKs report: how they are scrubbed, grouped and kept.',
    }),
    mail: Mail.optional().meta({
      description: 'Where alerts and errors are taken in as mail, by SMTP; without it, nowhere.',
      title: 'a map of port, host, from and open',
    }),
    retention: Retention.prefault({}).meta({ description: 'How long things are kept.' }),
    report: Report.prefault({}).meta({ description: "The report of the week's noise." }),
  })
  .meta({ title: 'a map of settings; an empty file is valid too' });

/** What a valid file says, with its texts understood. */
export type ConfigFile = z.output<typeof ConfigFile>;
