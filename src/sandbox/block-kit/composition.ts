import {
  all,
  byType,
  type Check,
  flag,
  isObject,
  items,
  type Json,
  list,
  matching,
  rule,
  shape,
  text,
  word,
} from './checks.ts';

/** Text without formatting. */
export function plainText(max: number, min = 1): Check {
  return byType({ plain_text: plain(max, min) });
}

/** Text that may hold Slack's formatting. */
export function mrkdwn(max: number): Check {
  return byType({ mrkdwn: formatted(max) });
}

/** Text of either kind. */
export function anyText(max: number): Check {
  return byType({ plain_text: plain(max, 1), mrkdwn: formatted(max) });
}

/** An address of at most 3,000 characters. */
export const address: Check = text(3000);

/** The question before something happens. */
export const confirmation: Check = shape(
  { text: anyText(300) },
  {
    title: plainText(100),
    confirm: plainText(30),
    deny: plainText(30),
    style: word('primary', 'danger'),
  },
);

const optionFields = { value: text(150) };

/** A choice of a menu. */
export const option: Check = shape(
  { text: plainText(75), ...optionFields },
  { description: plainText(75) },
);

/** A choice beside a box or a radio button, which may be formatted. */
export const richOption: Check = shape(
  { text: anyText(75), ...optionFields },
  { description: anyText(75) },
);

/** A choice of an overflow menu, which may lead to an address. */
export const overflowOption: Check = shape(
  { text: plainText(75) },
  { ...optionFields, description: plainText(75), url: address },
);

const optionGroup = shape({ label: plainText(75), options: list(option, 100) });

/** Either options or groups of them. */
export const optionFieldsOfMenu = {
  options: list(option, 100),
  option_groups: list(optionGroup, 100),
};

/** That a menu has options or groups, and not both. */
export const eitherOptionsOrGroups: Check = rule(
  (menu) => (menu['options'] == null) !== (menu['option_groups'] == null),
  'must define either `options` or `option_groups`',
);

/** That what is chosen at first is among the options. */
export const initialAmongOptions: Check = rule((menu) => {
  const chosen = menu['initial_option'] ? [menu['initial_option']] : items(menu, 'initial_options');
  const offered = new Set(optionsOf(menu).map(identity));
  return chosen.every((each) => offered.has(identity(each)));
}, 'initial option must match one of the provided options');

/** All options of a menu, those of groups included. */
export function optionsOf(menu: Json): readonly unknown[] {
  const grouped = items(menu, 'option_groups').flatMap((group) =>
    isObject(group) ? items(group, 'options') : [],
  );
  return [...items(menu, 'options'), ...grouped];
}

/** Which conversations a menu offers. */
export const conversationFilter: Check = all(
  shape(
    {},
    {
      include: list(word('im', 'mpim', 'private', 'public'), 4),
      exclude_external_shared_channels: flag,
      exclude_bot_users: flag,
    },
  ),
  rule((filter) => Object.keys(filter).length > 0, 'must define at least one field'),
);

/** When typing tells the app. */
export const dispatchActionConfig: Check = shape(
  {},
  { trigger_actions_on: list(word('on_enter_pressed', 'on_character_entered'), 2) },
);

/** A picture by address or by file. */
export const imageSource = {
  image_url: address,
  slack_file: shape({}, { id: text(255), url: address }),
};

/** That a picture has one origin. */
export const oneImageSource: Check = rule(
  (image) => (image['image_url'] == null) !== (image['slack_file'] == null),
  'must define either `image_url` or `slack_file`',
);

/** A user, channel or group id. */
export const id: Check = matching(/^[A-Z][A-Z0-9]+$/);

function plain(max: number, min: number): Check {
  return shape({ text: text(max, min) }, { emoji: flag });
}

function formatted(max: number): Check {
  return shape({ text: text(max) }, { verbatim: flag });
}

function identity(value: unknown): string {
  if (!isObject(value) || !isObject(value['text'])) return JSON.stringify(value);
  return JSON.stringify([value['value'], value['text']['type'], value['text']['text']]);
}
