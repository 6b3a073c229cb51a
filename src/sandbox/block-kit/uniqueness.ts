/** Rules over all blocks together: ids that may appear once, and blocks that may appear only a few times. */
import { fault, isObject, items, type Json } from './checks.ts';

const MOST_OF_A_TYPE: Readonly<Record<string, number>> = {
  data_visualization: 2,
  table: 1,
  data_table: 1,
};

/** The faults that no block has alone. */
export function repeated(blocks: readonly unknown[], at: string): readonly string[] {
  const objects = blocks.filter(isObject);
  return [
    ...duplicates(objects, 'block_id', at),
    ...blocks.flatMap((block, index) => repeatedActions(block, `${at}/${index}`)),
    ...tooMany(objects, at),
    ...focusedTwice(objects, at),
  ];
}

/** The blocks that stand in this block, by the name of their field. */
export function innerBlocks(block: Json): Readonly<Record<string, readonly Json[]>> {
  const names = block['type'] === 'carousel' ? ['elements'] : ['child_blocks'];
  return Object.fromEntries(
    names
      .filter((name) => block[name] != null)
      .map((name) => [name, items(block, name).filter(isObject)]),
  );
}

/** The interactive elements of a block, wherever they stand in it. */
export function elementsOf(block: Json): readonly Json[] {
  if (block['type'] === 'rich_text') return [];
  const single = [block['accessory'], block['element']].filter(isObject);
  const several = [...items(block, 'elements'), ...items(block, 'actions')].filter(isObject);
  const deeper = [...items(block, 'child_blocks'), ...items(block, 'elements')].filter(isObject);
  return [...single, ...several, ...deeper.flatMap(elementsOf)];
}

function repeatedActions(block: unknown, at: string): readonly string[] {
  return isObject(block)
    ? duplicates(items(block, 'elements').filter(isObject), 'action_id', `${at}/elements`)
    : [];
}

function duplicates(objects: readonly Json[], name: string, at: string): readonly string[] {
  const seen = new Set<unknown>();
  return objects.flatMap((each, index) => {
    const value = each[name];
    if (typeof value !== 'string') return [];
    if (seen.has(value)) {
      return fault(`\`${name}\` "${value}" already exists`, `${at}/${index}/${name}`);
    }
    seen.add(value);
    return [];
  });
}

function tooMany(blocks: readonly Json[], at: string): readonly string[] {
  return Object.entries(MOST_OF_A_TYPE).flatMap(([type, most]) =>
    blocks.filter((block) => block['type'] === type).length > most
      ? fault(`too many ${type} blocks`, at)
      : [],
  );
}

function focusedTwice(blocks: readonly Json[], at: string): readonly string[] {
  const focused = blocks.flatMap(elementsOf).filter((each) => each['focus_on_load'] === true);
  return focused.length > 1 ? fault('only one element can have `focus_on_load`', at) : [];
}
