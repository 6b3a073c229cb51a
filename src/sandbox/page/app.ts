import { makeBanner } from './banner.ts';
import { makeBottomBar } from './bottom-bar.ts';
import { makeChannel } from './channel.ts';
import { h } from './dom.ts';
import { makeInspector } from './inspector.ts';
import { settleMenu } from './menu.ts';
import { makeModal } from './modal.ts';
import type { Page } from './page.ts';
import { makePanel } from './panel.ts';
import { channelOf, channelTitle } from './people.ts';
import { makeRail } from './rail.ts';
import { makeThread } from './thread.ts';
import { makeTry } from './try.ts';

/** Builds the page once; the returned function draws the newest state into it. */
export function makeApp(page: Page, body: HTMLElement): () => void {
  const panels = [makeThread(page), makeTry(page), makeInspector(page)];
  const parts = [
    makeBanner(page),
    makeRail(page),
    makeChannel(page),
    makePanel(page, panels),
    makeBottomBar(page, panels),
    makeModal(page),
  ];
  const skip = h('a', { class: 'skip', href: '#messages' }, 'To the messages');
  const announcer = h('p', { class: 'vh', id: 'announcer', role: 'status' });
  document.getElementById('start')?.remove();
  body.append(skip, ...parts.map((part) => part.element), announcer);
  return () => {
    body.dataset['view'] = page.look.view;
    for (const part of parts) {
      part.render();
    }
    settleMenu();
    document.title = pageTitle(page);
  };
}

function pageTitle(page: Page): string {
  const channel = channelOf(page, page.look.place);
  return `${channel ? channelTitle(page, channel) : 'Home'} · ${page.state.team.name}, local workspace`;
}
