import { makeBanner } from './banner.ts';
import { makeBottomBar } from './bottom-bar.ts';
import { makeChannel } from './channel.ts';
import { h, setText } from './dom.ts';
import { isLost } from './focus.ts';
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
  const middle = [makeChannel(page), makePanel(page, panels)];
  const before = [makeBanner(page), makeRail(page)];
  const after = [makeBottomBar(page, panels), makeModal(page)];
  const title = h('h1', { class: 'vh' });
  const main = h('main', {}, title, ...middle.map((part) => part.element));
  const announcer = h('p', { class: 'vh', id: 'announcer', role: 'status' });
  document.getElementById('start')?.remove();
  body.append(
    ...skipLinks(page),
    ...before.map((part) => part.element),
    main,
    ...after.map((part) => part.element),
    announcer,
  );
  return () => {
    const moved = body.dataset['view'] !== page.look.view && document.activeElement !== body;
    body.dataset['view'] = page.look.view;
    for (const part of [...before, ...middle, ...after]) {
      part.render();
    }
    settleMenu();
    document.title = pageTitle(page);
    setText(title, document.title);
    if (moved) {
      saveFocus(page);
    }
  };
}

// On a phone another view hides what was pressed: the focus goes along, or it would be nowhere.
function saveFocus({ look }: Page): void {
  const places = { rail: 'h-channels', channel: 'messages', panel: `p-${look.panel}` };
  if (isLost(document.activeElement)) {
    document.getElementById(places[look.view])?.focus({ preventScroll: true });
  }
}

// On a phone the place may not be shown just now, and nothing that is hidden takes the focus.
function skipLinks(page: Page): readonly Element[] {
  return [
    skipLink('To the messages', 'messages', () => page.change({ view: 'channel' })),
    skipLink('To the message field', 'say', () => page.change({ view: 'channel' })),
    skipLink('To Try it', 'p-try', () => page.change({ view: 'panel', panel: 'try' })),
  ];
}

function skipLink(words: string, id: string, show: () => void): Element {
  const skip = (event: Event): void => {
    event.preventDefault();
    show();
    const target = document.getElementById(id);
    // The App Home has no field to write in.
    (target?.checkVisibility() ? target : document.getElementById('messages'))?.focus();
  };
  return h('a', { class: 'skip', href: `#${id}`, onclick: skip }, words);
}

function pageTitle(page: Page): string {
  const channel = channelOf(page, page.look.place);
  return `${channel ? channelTitle(page, channel) : 'Home'} · ${page.state.team.name}, local workspace`;
}
