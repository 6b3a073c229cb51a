import {
  all,
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
import { address, id } from './composition.ts';

const look = shape({}, { bold: flag, italic: flag, strike: flag, code: flag, underline: flag });
const mark = shape(
  {},
  { bold: flag, italic: flag, strike: flag, highlight: flag, client_highlight: flag, unlink: flag },
);
const border = { border: whole(0, 1) };

const parts: Fields = {
  text: shape({ text: text(Number.POSITIVE_INFINITY) }, { style: look }),
  link: shape({ url: address }, { text: text(3000), unsafe: flag, style: look }),
  emoji: shape(
    { name: matching(/^[a-z0-9_+'-]+$/) },
    { unicode: text(255), skin_tone: whole(1, 6), url: address, display_url: address, style: look },
  ),
  user: shape({ user_id: id }, { style: mark }),
  usergroup: shape({ usergroup_id: id }, { style: mark }),
  channel: shape({ channel_id: id }, { style: mark }),
  team: shape({ team_id: id }, { style: mark }),
  broadcast: shape({ range: word('here', 'channel', 'everyone') }, { style: mark }),
  color: shape({ value: matching(/^#[0-9a-fA-F]{6}$/) }, { style: look }),
  date: shape(
    { timestamp: whole(0, 99_999_999_999), format: text(255) },
    { url: address, fallback: text(255), style: look },
  ),
};

const line = list(byType(parts), Number.POSITIVE_INFINITY, 0);
const verbatim = list(byType(subset('text', 'link')), Number.POSITIVE_INFINITY, 0);
const section = shape({ elements: line });

const containers: Fields = {
  rich_text_section: section,
  rich_text_list: shape(
    {
      elements: list(byType({ rich_text_section: section }), Number.POSITIVE_INFINITY),
      style: word('bullet', 'ordered'),
    },
    { ...border, indent: whole(0, 8), offset: whole(0, 99_999) },
  ),
  rich_text_preformatted: shape({ elements: verbatim }, { ...border, language: text(100) }),
  rich_text_quote: shape({ elements: line }, border),
};

/** Formatted text made of parts, in which nothing has to be escaped. */
export const richTextShape: Check = shape(
  { elements: list(byType(containers), Number.POSITIVE_INFINITY) },
  { block_id: text(255) },
);

/** A `rich_text` object where only that is allowed. */
export const richTextBlock: Check = all(
  rule((value) => value['type'] === 'rich_text', 'must be a rich_text block'),
  richTextShape,
);

function subset(...names: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(parts).filter(([name]) => names.includes(name)));
}
