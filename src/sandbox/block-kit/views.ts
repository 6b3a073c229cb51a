import { block } from './blocks.ts';
import {
  byType,
  type Check,
  fault,
  flag,
  isObject,
  items,
  list,
  type Setting,
  shape,
  text,
} from './checks.ts';
import { plainText } from './composition.ts';
import { repeated } from './uniqueness.ts';

const shared = {
  private_metadata: text(3000, 0),
  callback_id: text(255, 0),
  external_id: text(255, 0),
};

const view = byType({
  modal: shape(
    { title: plainText(24), blocks: list(block, 100, 0) },
    {
      ...shared,
      submit: plainText(24),
      close: plainText(24),
      clear_on_close: flag,
      notify_on_close: flag,
      submit_disabled: flag,
    },
  ),
  home: shape({ blocks: list(block, 100, 0) }, shared),
});

/** A modal or an App Home with everything in it. */
export const checkView: Check = (value, at, setting) => [
  ...view(value, at, setting),
  ...wholeView(value, at, setting),
];

function wholeView(value: unknown, at: string, setting: Setting): readonly string[] {
  if (!isObject(value)) return [];
  const blocks = items(value, 'blocks');
  return [
    ...repeated(blocks, `${at}/blocks`),
    ...(setting.surface === 'modal' && value['submit'] == null
      ? inputsWithoutSubmit(blocks, at)
      : []),
  ];
}

function inputsWithoutSubmit(blocks: readonly unknown[], at: string): readonly string[] {
  return blocks.flatMap((each, index) =>
    isObject(each) && each['type'] === 'input'
      ? fault(
          'must define `submit` to use an `input` block in modals',
          `${at}/blocks/${index}/input`,
        )
      : [],
  );
}
