import {
  all,
  anything,
  byType,
  type Check,
  type Fields,
  flag,
  list,
  matching,
  rule,
  shape,
  text,
  whole,
  word,
} from './checks.ts';
import {
  address,
  confirmation,
  conversationFilter,
  dispatchActionConfig,
  eitherOptionsOrGroups,
  id,
  imageSource,
  initialAmongOptions,
  oneImageSource,
  option,
  optionFieldsOfMenu,
  overflowOption,
  plainText,
  richOption,
} from './composition.ts';
import { richTextBlock } from './rich-text.ts';

const actionId = { action_id: text(255) };
const asks = { ...actionId, confirm: confirmation };
const hint = { placeholder: plainText(150) };
const focus = { focus_on_load: flag };
const menu = { ...asks, ...hint, ...focus };
const several = { ...menu, max_selected_items: whole(1, 100) };
const typed = { ...actionId, ...hint, ...focus, dispatch_action_config: dispatchActionConfig };
const numeral = matching(/^-?\d+(\.\d+)?$/);

const button = shape(
  { text: plainText(75) },
  {
    ...asks,
    url: address,
    value: text(2000),
    style: word('primary', 'danger'),
    accessibility_label: text(75),
  },
);

/** A picture inside another block. */
export const imageElement: Check = all(
  shape({ alt_text: text(2000) }, imageSource),
  oneImageSource,
);

/** A press-able button: used on cards of the newer kind too. */
export const buttonElement: Check = byType({ button });

const menus: Fields = {
  static_select: all(
    shape({}, { ...menu, ...optionFieldsOfMenu, initial_option: option }),
    eitherOptionsOrGroups,
    initialAmongOptions,
  ),
  external_select: shape({}, { ...menu, initial_option: option, min_query_length: whole(0, 100) }),
  users_select: shape({}, { ...menu, initial_user: id }),
  conversations_select: shape(
    {},
    {
      ...menu,
      initial_conversation: id,
      default_to_current_conversation: flag,
      filter: conversationFilter,
      response_url_enabled: flag,
    },
  ),
  channels_select: shape({}, { ...menu, initial_channel: id, response_url_enabled: flag }),
};

const multiMenus: Fields = {
  multi_static_select: all(
    shape({}, { ...several, ...optionFieldsOfMenu, initial_options: list(option, 100) }),
    eitherOptionsOrGroups,
    initialAmongOptions,
  ),
  multi_external_select: shape(
    {},
    { ...several, initial_options: list(option, 100), min_query_length: whole(0, 100) },
  ),
  multi_users_select: shape({}, { ...several, initial_users: list(id, 100) }),
  multi_conversations_select: shape(
    {},
    {
      ...several,
      initial_conversations: list(id, 100),
      default_to_current_conversation: flag,
      filter: conversationFilter,
    },
  ),
  multi_channels_select: shape({}, { ...several, initial_channels: list(id, 100) }),
};

const boxes: Fields = {
  checkboxes: all(
    shape(
      { options: list(richOption, 10) },
      { ...asks, ...focus, initial_options: list(richOption, 10) },
    ),
    initialAmongOptions,
  ),
  radio_buttons: all(
    shape({ options: list(richOption, 10) }, { ...asks, ...focus, initial_option: richOption }),
    initialAmongOptions,
  ),
};

const times: Fields = {
  datepicker: shape({}, { ...menu, initial_date: matching(/^\d{4}-\d\d-\d\d$/) }),
  timepicker: shape({}, { ...menu, initial_time: matching(/^\d\d:\d\d$/), timezone: text(100) }),
};

const moments: Fields = {
  datetimepicker: shape(
    {},
    { ...asks, ...focus, initial_date_time: whole(1_000_000_000, 9_999_999_999) },
  ),
};

const richTextInput: Fields = {
  rich_text_input: shape(
    {},
    { ...typed, initial_value: richTextBlock, min_lines: whole(1, 100), max_lines: whole(1, 100) },
  ),
};

const fields: Fields = {
  plain_text_input: all(
    shape(
      {},
      {
        ...typed,
        initial_value: text(3000, 0),
        multiline: flag,
        min_length: whole(0, 3000),
        max_length: whole(1, 3000),
      },
    ),
    rule(
      (input) => Number(input['min_length'] ?? 0) <= Number(input['max_length'] ?? 3000),
      'min_length must not be more than max_length',
    ),
  ),
  number_input: shape(
    { is_decimal_allowed: flag },
    { ...typed, initial_value: numeral, min_value: numeral, max_value: numeral },
  ),
  email_text_input: shape({}, { ...typed, initial_value: text(3000) }),
  url_text_input: shape({}, { ...typed, initial_value: text(3000) }),
  file_input: shape({}, { ...actionId, filetypes: list(text(20), 100), max_files: whole(1, 10) }),
};

const presses: Fields = {
  button,
  overflow: shape({ options: list(overflowOption, 5) }, asks),
  workflow_button: shape(
    { text: plainText(75), workflow: anything },
    { ...actionId, style: word('primary', 'danger'), accessibility_label: text(75) },
  ),
};

/** What an `actions` block may hold. */
export const actionsElement: Check = byType({
  ...presses,
  ...boxes,
  ...times,
  ...moments,
  ...menus,
  ...multiMenus,
  ...richTextInput,
});

/** What may stand beside a section's text. */
export const accessory: Check = byType({
  ...presses,
  ...boxes,
  ...times,
  ...menus,
  ...multiMenus,
  image: imageElement,
});

/** What an `input` block may hold. */
export const inputElement: Check = byType({
  ...boxes,
  ...times,
  ...moments,
  ...menus,
  ...multiMenus,
  ...fields,
  ...richTextInput,
});

const thumb = shape({ text: plainText(75), value: text(2000) }, { accessibility_label: text(75) });

/** What a `context_actions` block may hold. */
export const contextAction: Check = byType({
  feedback_buttons: shape({ positive_button: thumb, negative_button: thumb }, actionId),
  icon_button: shape(
    { icon: word('trash'), text: plainText(75) },
    {
      ...asks,
      value: text(2000),
      accessibility_label: text(75),
      visible_to_user_ids: list(id, 100),
    },
  ),
});
