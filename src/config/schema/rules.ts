import { z } from 'zod';
import { SEVERITIES } from '../../domain/severity.ts';
import { LabelName } from './leaves.ts';
import { Matchers } from './matchers.ts';

const Changes = z
  .strictObject({
    severity: z
      .enum(SEVERITIES)
      .optional()
      .meta({ description: 'How bad it is from now on.', shown: 'info' }),
    title: z.string().min(1).optional().meta({
      description: 'The name of what is wrong.',
      title: 'a text',
      shown: 'Disk is almost full',
    }),
    labels: z
      .record(LabelName, z.string())
      .optional()
      .meta({
        description: 'Labels to add or replace; an empty text takes one away.',
        title: 'a map of names and texts (numbers in quotes)',
        shown: { team: 'payments' },
      }),
  })
  .meta({ title: 'a map of severity, title or labels', shown: { severity: 'info' } });

/** What is done to each alert that matches, before it is routed. */
export const Rule = z
  .strictObject({
    match: Matchers.meta({
      description:
        'Which alerts, as the rules before left them; `[]` is every alert. `severity` is there also where no label says it.',
    }),
    action: z.literal('ignore').optional().meta({
      description: 'Counted, never shown; no further rule is tried.',
      title: 'ignore',
      shown: 'ignore',
    }),
    set: Changes.optional().meta({ description: 'What becomes of the alert.' }),
  })
  .meta({
    title: 'a rule with match, and action or set',
    shown: { match: ['env="staging"'], set: { severity: 'info' } },
  });

/** While a source alert fires, matching target alerts tell nobody. */
export const Inhibit = z
  .strictObject({
    source: Matchers.meta({
      description: 'Alerts that make others needless while they fire.',
      shown: ['alertname="HostDown"'],
    }),
    target: Matchers.meta({
      description: 'Alerts that tell nobody meanwhile.',
      shown: ['severity=~"warning|info"'],
    }),
    equal: z
      .array(LabelName)
      .prefault([])
      .meta({
        description: 'Labels that must have the same value on both sides (missing on both counts).',
        title: 'a list of labels',
        shown: ['instance'],
      }),
  })
  .meta({
    title: 'an inhibition with source and target',
    shown: {
      source: ['alertname="HostDown"'],
      target: ['severity=~"warning|info"'],
      equal: ['instance'],
    },
  });
