import type { Check } from './check.ts';

/** Steps that go back in time. */
export const checkEscalations: Check = ({ file }) =>
  file.escalations.flatMap(({ steps }, index) => {
    const back = steps.findIndex((step, at) => step.after < (steps[at - 1]?.after ?? 0));
    if (back < 0) return [];
    return [
      {
        path: ['escalations', index, 'steps', back, 'after'],
        wrong: 'This step comes before the one above it: all count from when people were told.',
        expected: 'steps in the order of their times',
        example: 'after: 15m',
      },
    ];
  });
