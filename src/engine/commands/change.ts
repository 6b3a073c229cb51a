import { keep } from '../record.ts';
import { asked, type Verb } from './command.ts';

/** What was changed elsewhere and may explain it: for whoever looks at the timeline, and news to nobody. */
export const change: Verb<'change'> = (request, { summary, url }) =>
  keep(request.draft, request.incident, asked(request), { kind: 'changed', summary, url });
