import { z } from 'zod';
import { Channel, count, LabelName, Length, Mention, Name, Wait } from './leaves.ts';
import { Matchers } from './matchers.ts';

const NotifyWhen = z
  .strictObject({
    occurrences: z.int().optional().meta({
      description:
        'Firing periods of monitors; single events of errors, and every entry that fires of a sender of `json`.',
      shown: 10,
    }),
    users: z.int().optional().meta({
      description:
        'Distinct users, at most 1000. Errors tell them, and senders of `json` in the field `user`.',
      shown: 5,
    }),
    within: Length.optional().meta({ description: 'Without it, since the incident began.' }),
    first_seen: z.boolean().optional().meta({
      description: 'Of errors: whether the first one of a group is told at once.',
      shown: true,
    }),
    regression: z.boolean().optional().meta({
      description: 'Of errors: whether a return in a later release than it was resolved in is.',
      shown: true,
    }),
    escalating: z.boolean().optional().meta({
      description: 'Of errors: whether coming far more often than ever before is.',
      shown: true,
    }),
  })
  .meta({
    title: 'occurrences or users, perhaps within, or one of first_seen, regression, escalating',
    shown: { occurrences: 10, within: '5m' },
  });

const GroupBy = z
  .array(z.union([z.literal('...'), LabelName]).meta({ title: 'the name of a label, or ...' }))
  .meta({ title: 'a list of labels', shown: ['alertname', 'service'] });

const nobody = z.literal(false);
const Calendars = z
  .array(Name)
  .meta({ title: 'a list of names of time_intervals', shown: ['weekends'] });

const Keys = z.object({
  channel: Channel.meta({ description: 'Where its incidents are shown.' }),
  group_by: GroupBy.meta({
    description:
      'Alerts with the same values of these labels are one incident; `[...]`: each alert is one, `[]`: all together are one.',
  }),
  group_wait: Wait.meta({
    description: "From an incident's first alert to its card.",
    shown: '30s',
  }),
  group_interval: Wait.meta({
    description: 'Between two thread entries about alerts that joined.',
    shown: '1m',
  }),
  repeat_interval: Length.meta({
    description: 'How often `mention` is called again while nobody has the incident.',
    shown: '4h',
  }),
  resolve_after: Wait.meta({
    description: 'Quiet time after the last alert resolves.',
    shown: '2m',
  }),
  expire_after: Length.meta({
    description: 'Quiet time that ends what no sender resolves.',
    shown: '7d',
  }),
  reopen_within: Wait.meta({
    description: 'A return within this time reopens the same incident; `0s`: never.',
    shown: '24h',
  }),
  notify_when: NotifyWhen.meta({
    description:
      'How much must happen before anybody is told; until then it is only counted. Monitors count by firing periods; of errors every event counts, and of `json` every entry that fires. Any of `first_seen`, `regression` and `escalating` is enough too; where these stand alone, errors are told for nothing else, and alerts of monitors at once.',
  }),
  mention: z.union([nobody, Mention]).meta({
    description: 'Whom a new incident calls; `false`: nobody.',
    title: 'whom to call, such as "@oncall" (in quotes), or false',
    shown: '@oncall',
  }),
  escalation: z.union([nobody, Name]).meta({
    description: 'The name of the escalation that calls further people; `false`: none.',
    title: 'the name of one of escalations, or false',
    shown: 'default',
  }),
  mute_time_intervals: Calendars.meta({
    description: 'Names of `time_intervals` during which nobody is told.',
  }),
  active_time_intervals: Calendars.meta({
    description: 'Names of `time_intervals` outside of which nobody is told.',
  }),
});

const ROUTES = {
  description: 'Tried in order; the first that matches takes the alert.',
  title: 'a list of routes',
};

const RouteKeys = z.strictObject({
  match: Matchers.prefault([]).meta({
    description:
      'Which alerts take it, as the rules left them; without it, all that come so far. `severity` is there also where no label says it.',
  }),
  continue: z.boolean().prefault(false).meta({
    description: 'Whether the routes after it are tried too.',
    shown: true,
  }),
  ...Keys.partial().shape,
});

/** A route below the root; what it does not say it inherits. */
const Route = RouteKeys.extend({
  get routes() {
    return z.array(Route).optional().meta(ROUTES);
  },
});
Route.register(z.globalRegistry, {
  id: 'route',
  title: 'a route with match and what it changes',
  shown: { match: ['severity="critical"'], channel: '#incidents' },
});

const keys = Keys.shape;

/** The root of the route tree: it takes every alert, and says everything. */
export const RootRoute = z.strictObject({
  channel: keys.channel.optional().meta({
    description: 'Where its incidents are shown; without it, `slack.default_channel`.',
  }),
  group_by: keys.group_by.prefault(['alertname', 'service', 'exception_group']),
  group_wait: keys.group_wait.prefault('0s'),
  group_interval: keys.group_interval.prefault('30s'),
  repeat_interval: keys.repeat_interval.prefault('4h'),
  resolve_after: keys.resolve_after.prefault('2m'),
  expire_after: keys.expire_after.prefault('7d'),
  reopen_within: keys.reopen_within.prefault('24h'),
  notify_when: keys.notify_when.prefault({ occurrences: 1 }),
  mention: keys.mention.prefault(false),
  escalation: keys.escalation.prefault(false),
  mute_time_intervals: keys.mute_time_intervals.prefault([]),
  active_time_intervals: keys.active_time_intervals.prefault([]),
  routes: z.array(Route).prefault([]).meta(ROUTES),
});

/** Past so many new cards within a time, a channel gets one living message. */
export const Storm = z
  .strictObject({
    incidents: count(2, 1_000)
      .prefault(10)
      .meta({ shown: 10, description: 'So many new cards in a channel …' }),
    within: Length.prefault('1m').meta({ shown: '1m', description: '… in so much time.' }),
  })
  .meta({ title: 'incidents and within', shown: { incidents: 10, within: '1m' } });

/** Past so many changes within a time, an incident is flapping until it is quiet. */
export const Flapping = z
  .strictObject({
    changes: count(2, 1_000).prefault(4).meta({
      shown: 4,
      description: 'So many changes of an incident between firing and all-resolved …',
    }),
    within: Length.prefault('10m').meta({ shown: '10m', description: '… in so much time.' }),
    quiet: Length.prefault('10m').meta({
      shown: '10m',
      description: 'It stays open until it was quiet so long.',
    }),
  })
  .meta({
    title: 'changes, within and quiet',
    shown: { changes: 4, within: '10m', quiet: '10m' },
  });
