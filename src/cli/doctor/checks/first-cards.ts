import type { Check } from '../check.ts';
import { keptIn } from '../database/kept.ts';
import { type Said, warning, well } from '../finding.ts';
import { runningCards } from '../running-cards.ts';
import { withSlack } from '../with-slack.ts';

/** Whether the next start would post what is open in another workspace, such as the sandbox's inventions. */
export const firstCards: Check = {
  name: 'first cards',
  section: 'Slack',
  look: withSlack(({ greeting: { teamId, url }, visit }) => {
    const { machine } = visit;
    if (!('config' in machine) || machine.config.database.kind !== 'sqlite') return [];
    const { path } = machine.config.database;
    const kept = keptIn(path);
    if (kept === null) return [];
    if (kept === 'unreadable') return runningCards(visit, url, beginAnew(path));
    const away = kept.open.filter(({ team }) => team !== null && team !== teamId);
    const count = away.reduce((sum, each) => sum + each.count, 0);
    return [count === 0 ? well('none that another workspace has') : waiting(count, path)];
  }),
};

function waiting(count: number, path: string): Said {
  const what = count === 1 ? '1 open incident has its card' : `${count} open incidents have cards`;
  return warning(
    `${what} in another workspace, such as the sandbox: the next start posts them here.`,
    beginAnew(path),
  );
}

/** What to do about incidents that nobody wants in a real Slack. */
export function beginAnew(path: string): string {
  return `If they were only tried out, begin with an empty database: stop Quell and move ${path} away. Or resolve them in the sandbox: start Quell once more without the SLACK_ lines of .env; /incident list shows them.`;
}
