import type { PageState } from '../protocol.ts';
import { startingUser, takeStartingMessage } from './address.ts';
import { makeApp } from './app.ts';
import { dayNumber } from './dates.ts';
import type { Page } from './page.ts';
import { dateView } from './people.ts';
import { makeReading } from './reading.ts';
import { onOtherWidth } from './screen.ts';
import { listen, loadState } from './server.ts';
import { makeStore, type Store } from './store.ts';
import { startTheme } from './theme.ts';
import { openHome, openPlace, showMessage } from './travel.ts';

const EACH_MINUTE = 60_000;

startTheme();
void start();

async function start(): Promise<void> {
  try {
    const { state, as } = await firstState();
    run(makeStore(state, as));
  } catch {
    // Nothing is drawn yet, so the page's own words have to say it.
    const words = document.getElementById('start-words');
    words?.replaceChildren(
      'The workspace does not answer. Is it still running? Reload to try again.',
    );
  }
}

async function firstState(): Promise<{ readonly state: PageState; readonly as: string }> {
  const wanted = startingUser();
  const state = await loadOrFirst(wanted);
  const people = state.users.filter((user) => !user.is_bot);
  const as = people.find((user) => user.id === wanted)?.id ?? people[0]?.id ?? '';
  return { state: as === wanted ? state : await loadState(as), as };
}

// A workspace that was started anew may not know the person of last time.
async function loadOrFirst(wanted: string): Promise<PageState> {
  try {
    return await loadState(wanted);
  } catch {
    return await loadState('');
  }
}

function run({ page, receive, onRender, onUser }: Store): void {
  const draw = makeApp(page, document.body);
  const read = makeReading(page);
  const render = (): void => {
    draw();
    read();
  };
  const hear = (as: string): (() => void) => listen(as, receive, (link) => page.change({ link }));
  let stop = hear(page.look.as);
  onRender(render);
  onUser((as) => {
    stop();
    stop = hear(as);
  });
  document.addEventListener('visibilitychange', render);
  onOtherWidth(render);
  redrawAtMidnight(page, render);
  begin(page, render);
}

function begin(page: Page, render: () => void): void {
  if (page.look.place === 'home') {
    openHome(page);
  } else {
    const { view } = page.look;
    openPlace(page, page.look.place);
    page.change({ view });
  }
  render();
  const wanted = takeStartingMessage();
  if (wanted) {
    showMessage(page, wanted);
  }
}

// "Today" becomes "Yesterday" although nothing else changes.
function redrawAtMidnight(page: Page, render: () => void): void {
  const today = (): number => dayNumber(Date.now(), dateView(page).tz);
  let day = today();
  setInterval(() => {
    if (today() !== day) {
      day = today();
      render();
    }
  }, EACH_MINUTE);
}
