import { blockPieces } from './blocks/index.ts';
import { h } from './dom.ts';
import { keepChildren } from './keyed.ts';
import type { Page } from './page.ts';
import { botName } from './people.ts';
import { viewScene } from './view-scene.ts';

/** Draws the App Home, or says that there is none yet. */
export function drawHome(page: Page, into: HTMLElement): void {
  const { home } = page.state;
  if (page.look.place !== 'home') {
    return;
  }
  if (!home) {
    const words = `${botName(page)} has not published its Home for you yet.`;
    keepChildren(into, [
      { key: 'none', signature: words, draw: () => h('p', { class: 'grey' }, words) },
    ]);
    return;
  }
  const also = `${home.id}/${page.look.as}/${new Date().toDateString()}`;
  keepChildren(into, blockPieces(viewScene(page, home), home.blocks, also));
}
