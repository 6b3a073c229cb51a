/** Blocks that Slack added late: charts, tables, cards. Each workspace may refuse them. */
import {
  all,
  amount,
  anything,
  byType,
  type Check,
  type Fields,
  flag,
  isObject,
  items,
  type Json,
  list,
  rule,
  shape,
  text,
  whole,
  word,
} from './checks.ts';
import { anyText, mrkdwn, plainText } from './composition.ts';
import { buttonElement, imageElement } from './elements.ts';
import { richTextBlock, richTextShape } from './rich-text.ts';

const blockId = { block_id: text(255) };
const point = shape({ label: text(20), value: amount });
const image = byType({ image: imageElement });

const plotted = all(
  shape({
    series: list(shape({ name: text(20), data: list(point, 20) }), 6),
    axis_config: shape(
      { categories: list(text(20), 20) },
      { x_label: text(50), y_label: text(50) },
    ),
  }),
  rule(seriesFollowCategories, 'labels of each series must match `categories`'),
);

const chart = byType({
  line: plotted,
  bar: plotted,
  area: plotted,
  pie: shape({ segments: list(point, 6) }),
});

const cell = byType({
  raw_text: shape({ text: text(10_000) }),
  raw_number: shape({ value: amount, text: text(255) }),
  rich_text: richTextShape,
});

const column = shape({}, { align: word('left', 'center', 'right'), is_wrapped: flag });

const card = all(
  shape(
    {},
    {
      ...blockId,
      hero_image: image,
      icon: image,
      title: mrkdwn(150),
      subtitle: mrkdwn(150),
      body: mrkdwn(200),
      actions: list(buttonElement, 5),
    },
  ),
  rule(
    (value) => ['hero_image', 'title', 'actions', 'body'].some((name) => value[name] != null),
    'must define at least one of `hero_image`, `title`, `actions` or `body`',
  ),
);

const task = shape(
  {
    task_id: text(255),
    title: text(255),
    status: word('pending', 'in_progress', 'complete', 'error'),
  },
  { ...blockId, details: richTextBlock, output: richTextBlock, sources: list(anything, 100, 0) },
);

/** Blocks for messages only. */
export const newerMessageBlocks: Fields = {
  data_visualization: shape({ title: text(50), chart }, blockId),
  table: shape(
    { rows: list(list(cell, 20), 100) },
    { ...blockId, column_settings: list(column, 20) },
  ),
  data_table: shape(
    { rows: list(list(cell, 20), 1000), caption: text(255) },
    { ...blockId, page_size: whole(1, 100), row_header_column_index: whole(0, 19) },
  ),
  card,
  carousel: shape({ elements: list(byType({ card }), 10) }, blockId),
  markdown: shape({ text: text(12_000) }, blockId),
  task_card: task,
  plan: shape({ title: text(255) }, { ...blockId, tasks: list(byType({ task_card: task }), 50) }),
};

/** A frame around other blocks. */
export function container(child: Check): Check {
  return all(
    shape(
      { child_blocks: list(child, 10) },
      {
        ...blockId,
        title: plainText(150),
        rich_text_title: richTextBlock,
        subtitle: anyText(150),
        width: word('narrow', 'standard', 'wide', 'full'),
        icon: image,
        is_collapsible: flag,
        default_collapsed: flag,
        has_header_divider: flag,
      },
    ),
    rule(
      (value) => value['title'] != null || value['rich_text_title'] != null,
      'must define either `title` or `rich_text_title`',
    ),
  );
}

/** A notice in a modal. */
export const alertBlock: Check = shape(
  { text: anyText(3000) },
  { ...blockId, level: word('default', 'info', 'warning', 'error', 'success') },
);

function seriesFollowCategories(value: Json): boolean {
  const axis = value['axis_config'];
  const categories = isObject(axis) ? items(axis, 'categories') : [];
  return items(value, 'series').every(
    (series) => isObject(series) && sameLabels(items(series, 'data'), categories),
  );
}

function sameLabels(data: readonly unknown[], categories: readonly unknown[]): boolean {
  return (
    data.length === categories.length &&
    data.every((each, index) => isObject(each) && each['label'] === categories[index])
  );
}
