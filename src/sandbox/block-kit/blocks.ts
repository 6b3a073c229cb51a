import {
  all,
  byType,
  type Check,
  type Fields,
  fault,
  flag,
  isObject,
  list,
  rule,
  type Surface,
  shape,
  text,
} from './checks.ts';
import { address, anyText, imageSource, oneImageSource, plainText } from './composition.ts';
import {
  accessory,
  actionsElement,
  contextAction,
  imageElement,
  inputElement,
} from './elements.ts';
import { alertBlock, container, newerMessageBlocks } from './newer-blocks.ts';
import { richTextShape } from './rich-text.ts';

const blockId = { block_id: text(255) };

const common: Fields = {
  actions: shape({ elements: list(actionsElement, 25) }, blockId),
  context: shape(
    {
      elements: list(byType({ image: imageElement, plain_text: oneText, mrkdwn: oneText }), 10),
    },
    blockId,
  ),
  divider: shape({}, blockId),
  header: shape({ text: plainText(150) }, blockId),
  image: all(
    shape({ alt_text: text(2000) }, { ...blockId, ...imageSource, title: plainText(2000) }),
    oneImageSource,
  ),
  input: shape(
    { label: plainText(2000), element: inputElement },
    { ...blockId, hint: plainText(2000), optional: flag, dispatch_action: flag },
  ),
  rich_text: richTextShape,
  section: all(
    shape(
      {},
      {
        ...blockId,
        text: anyText(3000),
        fields: list(anyText(2000), 10),
        accessory,
        expand: flag,
      },
    ),
    rule(
      (section) => section['text'] != null || section['fields'] != null,
      'must define either `text` or `fields`',
    ),
  ),
  video: shape(
    { video_url: address, thumbnail_url: address, alt_text: text(2000), title: plainText(200) },
    {
      ...blockId,
      title_url: address,
      author_name: text(50),
      provider_name: text(255),
      provider_icon_url: address,
      description: plainText(200),
    },
  ),
};

const inMessages: Fields = {
  ...common,
  ...newerMessageBlocks,
  context_actions: shape({ elements: list(contextAction, 5) }, blockId),
  container: container(byType({ ...common, table: newerMessageBlocks['table'] ?? oneText })),
};

const bySurface: Readonly<Record<Surface, Check>> = {
  message: byType(inMessages),
  modal: byType({ ...common, alert: alertBlock }),
  home: byType(common),
};

/** One block of the surface that the setting names. */
export const block: Check = (value, at, setting) => {
  const type = isObject(value) ? value['type'] : undefined;
  if (typeof type === 'string' && setting.refused.has(type)) {
    return fault(`unsupported type: ${type}`, `${at}/type`);
  }
  return bySurface[setting.surface](value, at, setting);
};

function oneText(...parts: Parameters<Check>): readonly string[] {
  return anyText(2000)(...parts);
}
