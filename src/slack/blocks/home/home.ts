import type { ActionsBlock, HeaderBlock, HomeView, KnownBlock } from '@slack/types';
import type { Instant } from '../../../domain/time.ts';
import { LOOKED_AT } from '../answers/list.ts';
import { actions, button, context } from '../elements.ts';
import { asItIs } from '../mark-up.ts';
import { count, dateToken, FULL } from '../words.ts';
import type { HomeFacts } from './facts.ts';
import { incidentBlocks } from './incidents.ts';
import { quietBlocks } from './quiet.ts';
import { silenceBlocks } from './silences.ts';
import { weekBlocks } from './week.ts';

/** All that the Home of a person says but when it was drawn. */
export function homeBlocks(facts: HomeFacts): readonly KnownBlock[] {
  const { waiting, others } = facts;
  const isQuiet = waiting.length + others.length === 0;
  return [
    headline(waiting.length),
    buttons(),
    ...(isQuiet ? quietBlocks(facts) : incidentBlocks(facts)),
    ...withheldLine(facts.withheld),
    ...silenceBlocks(facts),
    ...weekBlocks(facts.week),
  ];
}

/** The Home itself. */
export function homeView(blocks: readonly KnownBlock[], now: Instant): HomeView {
  return { type: 'home', blocks: [...blocks, context(`Updated ${dateToken(now, FULL)}`)] };
}

function headline(waiting: number): HeaderBlock {
  const many =
    waiting < LOOKED_AT ? count(waiting, 'incident') : `More than ${LOOKED_AT - 1} incidents`;
  const verb = waiting === 1 ? 'needs' : 'need';
  return {
    type: 'header',
    text: asItIs(waiting === 0 ? 'Nothing needs you' : `${many} ${verb} you`),
  };
}

/** Nobody is to believe that nothing is wrong where nobody is told. */
function withheldLine(many: number): readonly KnownBlock[] {
  if (many === 0) return [];
  const what = `${count(many, 'incident')} ${many === 1 ? 'is' : 'are'} withheld from everybody`;
  return [context(`${what} · \`/incident list all\` shows them`)];
}

function buttons(): ActionsBlock {
  const label = 'New incident: open one';
  return actions(
    'home-top',
    button({ text: 'New incident', action: 'home.new', value: 'new', label }),
  );
}
