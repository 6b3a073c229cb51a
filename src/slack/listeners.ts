import type {
  App,
  BlockAction,
  BlockElementAction,
  MessageShortcut,
  ViewSubmitAction,
} from '@slack/bolt';
import { acknowledging } from './acknowledging.ts';
import { actions } from './actions/index.ts';
import { type Asker, askerOf, type Origin } from './asker.ts';
import { runCommand } from './commands/run.ts';
import type { Desk } from './desk.ts';
import { events } from './events/index.ts';
import type { Handling } from './handling.ts';
import { menus } from './menus/index.ts';
import { onlyOnce } from './only-once.ts';
import {
  originOfAction,
  originOfCommand,
  originOfEvent,
  originOfShortcut,
  originOfView,
} from './origin.ts';
import { isOwnCopy, redrawCopy } from './own-copy.ts';
import { shortcuts } from './shortcuts/index.ts';
import { views } from './views/index.ts';
import { subjectOf } from './views/view.ts';

/** The one slash command; the rest are its words. */
export const COMMAND = '/incident';

/** Has Bolt hear everything that is in the lists. */
export function listen(app: App, desk: Desk, handling: Handling): void {
  listenToActions(app, desk, handling);
  listenToMenus(app, desk, handling);
  listenToViews(app, desk, handling);
  listenToCommand(app, desk, handling);
  listenToShortcuts(app, desk, handling);
  listenToEvents(app, desk, handling);
}

function listenToActions(app: App, desk: Desk, handling: Handling): void {
  for (const action of actions) {
    app.action<BlockAction>(action.id, async ({ ack, body, payload, respond }) => {
      const asker = askerOf(desk, originOfAction(body, respond));
      const click = { asker, value: chosen(payload), view: body.view ?? null };
      const work = () => acknowledging(ack, desk, (acking) => action.run(click, acking));
      await handling.run(action.id, asker, async () => {
        await work();
        if (isOwnCopy(body, payload)) await redrawCopy(click, desk);
        await followInHome(body, desk);
      });
    });
  }
  app.action<BlockAction>(/^/, async ({ ack, payload }) => {
    if (actions.some(({ id }) => id === payload.action_id)) return;
    // A button that only opens a link, or one of a later version: Slack wants an answer all the same.
    await ack();
    desk.log.debug({ action: payload.action_id }, 'action without a handler');
  });
}

/** What a click in the Home did is seen there at once, and so is that of one in a modal. */
async function followInHome({ view, user }: BlockAction, { homes }: Desk): Promise<void> {
  if (view?.type === 'home') await homes.opened(user.id);
  else if (view) await homes.touched(user.id);
}

function chosen(payload: BlockElementAction): string {
  if (payload.type === 'button') return payload.value ?? '';
  if (payload.type === 'external_select') return payload.selected_option?.value ?? '';
  return payload.type === 'static_select' ? payload.selected_option.value : '';
}

/** Slack waits for the choices with its acknowledgement. */
function listenToMenus(app: App, desk: Desk, handling: Handling): void {
  for (const menu of menus) {
    app.options(menu.id, async ({ ack, body, payload }) => {
      await handling.run(menu.id, null, async () => {
        const view = 'view' in body ? (body.view ?? null) : null;
        await ack({ options: [...(await menu.choices(payload.value, view, desk))] });
      });
    });
  }
}

function listenToViews(app: App, desk: Desk, handling: Handling): void {
  for (const view of views) {
    app.view<ViewSubmitAction>(view.id, async ({ ack, body }) => {
      const alone = askerOf(desk, originOfView(body, null));
      await handling.run(view.id, alone, async () => {
        const read = view.submit(body.view, desk);
        if ('errors' in read) return ack({ response_action: 'errors', errors: { ...read.errors } });
        return acknowledging(ack, desk, async (acking) => {
          const channelId = await channelOf(desk, subjectOf(body.view));
          await read(askerOf(desk, originOfView(body, channelId)), acking);
          await desk.homes.touched(body.user.id);
        });
      });
    });
  }
}

/** The channel where people see an incident. */
async function channelOf(desk: Desk, number: number | null): Promise<string | null> {
  const incident = number === null ? undefined : await desk.store.incidentNumbered(number);
  const delivery = incident && (await desk.store.delivery(incident.id));
  return delivery?.channelId ?? null;
}

function listenToCommand(app: App, desk: Desk, handling: Handling): void {
  app.command(COMMAND, async ({ ack, command, respond }) => {
    const origin = originOfCommand(command, respond);
    const asker = askerOf(desk, origin);
    const work = (acking: Desk) => answerCommand(command.text, { asker, origin }, acking);
    await handling.run(COMMAND, asker, () => acknowledging(ack, desk, work));
  });
}

async function answerCommand(
  words: string,
  { asker, origin }: { readonly asker: Asker; readonly origin: Origin },
  desk: Desk,
): Promise<void> {
  const answer = await runCommand(words, { asker, here: await hereOf(desk, origin) }, desk);
  if (answer) await asker.tell(answer);
}

/** The incident in whose thread a command was typed. */
async function hereOf(desk: Desk, { channelId, threadTs }: Origin): Promise<number | null> {
  if (channelId === null || threadTs === null) return null;
  return (await desk.store.incidentAt(channelId, threadTs))?.number ?? null;
}

function listenToShortcuts(app: App, desk: Desk, handling: Handling): void {
  for (const shortcut of shortcuts) {
    app.shortcut<MessageShortcut>(shortcut.id, async ({ ack, shortcut: used, respond }) => {
      const asker = askerOf(desk, originOfShortcut(used, respond));
      const work = (acking: Desk) => shortcut.run(used.message, asker, acking);
      await handling.run(shortcut.id, asker, () => acknowledging(ack, desk, work));
    });
  }
}

function listenToEvents(app: App, desk: Desk, handling: Handling): void {
  const isNew = onlyOnce();
  for (const listened of events) {
    app.event(listened.name, async ({ event, body }) => {
      const happened = listened.read(event);
      if (!happened || !isNew(body.event_id)) return;
      const asker = askerOf(desk, originOfEvent(happened.scene));
      await handling.run(listened.name, asker, () => happened.run(asker, desk));
    });
  }
}
