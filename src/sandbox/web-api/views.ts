import { person } from '../conversations.ts';
import type { View } from '../model.ts';
import { Refusal } from '../refusal.ts';
import type { Slack } from '../slack.ts';
import {
  checkedView,
  findExternal,
  findView,
  openModal,
  publishHome,
  pushModal,
  replaceView,
  viewJson,
} from '../views.ts';
import type { Args } from './args.ts';
import type { Method } from './method.ts';

/** Opens a modal for whoever caused the trigger. */
export const open: Method = {
  name: 'views.open',
  tier: 4,
  run: (slack, args) => {
    const definition = checkedView(slack.views, viewArgument(args), 'modal');
    const cause = slack.triggers.exchange(args.need('trigger_id'));
    return shown(slack, openModal(slack.views, cause, definition));
  },
};

/** Puts a modal on top of the one in which the trigger was caused. */
export const push: Method = {
  name: 'views.push',
  tier: 4,
  run: (slack, args) => {
    const definition = checkedView(slack.views, viewArgument(args), 'modal');
    const { user } = slack.triggers.exchange(args.need('trigger_id'));
    return shown(slack, pushModal(slack.views, user, definition));
  },
};

/** Shows something else in an open modal or App Home. */
export const update: Method = {
  name: 'views.update',
  tier: 4,
  run: (slack, args) => {
    const view = wantedView(slack, args);
    const type = view.definition['type'] === 'home' ? 'home' : 'modal';
    const definition = checkedView(slack.views, viewArgument(args), type);
    const hash = args.text('hash');
    if (hash !== undefined && hash !== view.hash) throw new Refusal('hash_conflict');
    return shown(slack, replaceView(view, definition));
  },
};

/** Shows a person their App Home. */
export const publish: Method = {
  name: 'views.publish',
  tier: 4,
  run: (slack, args) => {
    const definition = checkedView(slack.views, viewArgument(args), 'home');
    const user = person(slack.workspace, args.need('user_id')).id;
    const hash = args.text('hash');
    const current = slack.views.homes.get(user);
    if (hash !== undefined && current && hash !== current.hash) throw new Refusal('hash_conflict');
    return shown(slack, publishHome(slack.views, user, definition));
  },
};

function shown(slack: Slack, view: View): object {
  slack.workspace.bell.ring();
  return { view: viewJson(slack.workspace, view) };
}

function viewArgument(args: Args): unknown {
  args.need('view');
  return args.json('view', 'invalid_arguments');
}

function wantedView(slack: Slack, args: Args): View {
  const id = args.text('view_id');
  const external = args.text('external_id');
  const view =
    id === undefined ? findExternal(slack.views, external ?? '') : findView(slack.views, id);
  if (!view) throw new Refusal('not_found');
  return view;
}
