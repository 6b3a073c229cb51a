import { z } from 'zod';
import { checkExpression } from '../../mapping.ts';
import { nearest } from '../../nearest.ts';
import { ExpressionFault } from '../../sources/mapping/expression.ts';
import { FUNCTIONS } from '../../sources/mapping/names.ts';
import { leaf, Refused } from './leaf.ts';
import { LabelName } from './leaves.ts';

const Expression = leaf(
  { title: `a JSONata expression, such as 'job & " failed"'`, example: 'job & " failed"' },
  (text): string | Refused => {
    try {
      checkExpression(text);
      return text;
    } catch (error) {
      if (!(error instanceof ExpressionFault)) throw error;
      return new Refused(sentenceOf(error, text));
    }
  },
);

function sentenceOf({ message, position, unknown }: ExpressionFault, text: string): string {
  const where = position === null ? '' : `${placeIn(text, position)}: `;
  const meant = unknown === null ? undefined : nearest(unknown, FUNCTIONS);
  const hint = meant === undefined ? '' : ` Did you mean $${meant}?`;
  // The whole text stands above the mark: it need not be said again.
  return `${where}${message.replaceAll('{}', '{ }')}${hint}`;
}

/** JSONata tells where the last word that it read ends. */
function placeIn(text: string, position: number): string {
  const lines = text.slice(0, position).split('\n');
  const column = lines.at(-1)?.length ?? 0;
  return lines.length === 1
    ? `At character ${column}`
    : `At line ${lines.length}, character ${column} of it`;
}

const Expressions = z.record(LabelName, Expression);

/** How the fields of a body become an alert. */
export const Mapping = z
  .strictObject({
    title: Expression.meta({
      description:
        'What is wrong, in a few words; a body for which it gives nothing cannot be read.',
      shown: 'job ? job & " failed"',
    }),
    status: Expression.optional().meta({
      description: '`"firing"` or `"resolved"`; without it, every body fires.',
      shown: 'ok ? "resolved" : "firing"',
    }),
    severity: Expression.optional().meta({
      description: 'How bad it is; without it, warning.',
      shown: 'level = 50 ? "critical" : "warning"',
    }),
    dedup_key: Expression.optional().meta({
      description: 'What stays the same as long as it is the same; without it, title and labels.',
      shown: 'job',
    }),
    description: Expression.optional().meta({ description: 'More of it.', shown: 'message' }),
    url: Expression.optional().meta({ description: 'A page about it.', shown: 'links.web' }),
    service: Expression.optional().meta({
      description: 'The label `service`: whose alert it is.',
      shown: 'app.name',
    }),
    user: Expression.optional().meta({ description: 'Whom it struck.', shown: 'user.id' }),
    labels: Expressions.optional().meta({
      description: 'Further labels.',
      title: 'a map of labels and expressions',
      shown: { host: 'machine.name' },
    }),
    annotations: Expressions.optional().meta({
      description: 'What else is shown of it.',
      title: 'a map of names and expressions',
      shown: { runbook: 'links.runbook' },
    }),
  })
  .meta({
    title: 'a map with title, and what else an alert has',
    shown: { title: 'job ? job & " failed"', dedup_key: 'job' },
  });
