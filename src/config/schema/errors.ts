import { z } from 'zod';
import { count, Text } from './leaves.ts';
import { Matchers } from './matchers.ts';

const Fingerprint = z
  .strictObject({
    match: Matchers.meta({
      description:
        'Which errors: by the labels that they come with (`exception_type`, `logger`, `level`, `env`, `release`, `service`, tags), and by `message`, `transaction`, `type` and `value`.',
      shown: ['exception_type="OperationalError"'],
    }),
    fingerprint: z
      .array(Text)
      .min(1)
      .max(20)
      .meta({
        description:
          'What makes them one group, part by part; `{{ default }}` stands for what would without this rule, and `{{ type }}`, `{{ value }}`, `{{ message }}`, `{{ transaction }}`, `{{ logger }}`, `{{ level }}`, `{{ environment }}`, `{{ release }}` and `{{ tags.NAME }}` for what the error says.',
        title: 'a list of texts',
        shown: ['database', '{{ default }}'],
      }),
  })
  .meta({
    title: 'a rule with match and fingerprint',
    shown: { match: ['exception_type="OperationalError"'], fingerprint: ['database'] },
  });

const personal = z.enum(['mask', 'keep']).prefault('mask');

const Scrub = z.strictObject({
  fields: z
    .array(Text)
    .prefault([])
    .meta({
      description:
        'Names of fields whose values are replaced, beside passwords, tokens, cookies and the like, which always are.',
      title: 'a list of names',
      shown: ['iban'],
    }),
  ip: personal.meta({ description: 'Whether addresses of users are masked.' }),
  email: personal.meta({ description: 'Whether e-mail addresses are masked.' }),
});

/** How errors of SDKs are scrubbed, grouped and kept. */
export const Errors = z.strictObject({
  environments: z
    .array(Text)
    .prefault(['production', 'prod', 'live'])
    .meta({
      description:
        'Environments that people are told of; errors of others are grouped and counted. An error that names none counts as one of them.',
      title: 'a list of names',
      shown: ['production', 'staging'],
    }),
  keep: count(1, 1_000).prefault(50).meta({
    shown: 50,
    description: 'The newest events that are kept of each group, beside the first of it.',
  }),
  per_project: count(1, 10_000_000).prefault(10_000).meta({
    shown: 10_000,
    description: 'The most events that a project keeps; of more, the oldest go.',
  }),
  scrub: Scrub.prefault({}).meta({ description: 'What is taken out of errors as they come in.' }),
  fingerprints: z.array(Fingerprint).prefault([]).meta({
    description: 'Rules that split or join groups of errors; the first that matches counts.',
    title: 'a list of rules',
  }),
  log: Text.optional().meta({
    description:
      'A file, from the working directory, to which each error is appended as a line of JSON; opened anew on SIGHUP, so that logrotate may move it.',
    title: 'the name of a file',
    shown: 'data/errors.jsonl',
  }),
});
