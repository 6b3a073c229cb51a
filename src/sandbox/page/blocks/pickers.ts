import { choose } from '../act.ts';
import { fromLocalInput, localInput } from '../dates.ts';
import { h } from '../dom.ts';
import { asNumber, asText, type Json, wordsOf } from '../json.ts';
import { dateView } from '../people.ts';
import { heldValue, type Part, partKey } from '../scene.ts';

interface Picker {
  readonly input: 'date' | 'time' | 'datetime-local';
  readonly field: string;
  readonly name: string;
  readonly show: (value: unknown, tz: string) => string;
  readonly read: (text: string, tz: string) => unknown;
}

const same = {
  show: (value: unknown): string => asText(value),
  read: (text: string): unknown => text || null,
};

const PICKERS: Readonly<Record<string, Picker>> = {
  datepicker: { input: 'date', field: 'date', name: 'Date', ...same },
  timepicker: { input: 'time', field: 'time', name: 'Time', ...same },
  datetimepicker: {
    input: 'datetime-local',
    field: 'date_time',
    name: 'Date and time',
    show: (value, tz) => localInput((asNumber(value) ?? 0) * 1000, tz),
    read: (text, tz) => secondsOf(fromLocalInput(text, tz)),
  },
};

/** A date, a time or both, in the acting user's zone. */
export function drawPicker(part: Part): Element {
  const type = asText(part.element['type']);
  const picker = PICKERS[type];
  if (!picker) {
    return h('span', { class: 'unknown' }, `[${type}]`);
  }
  const { tz } = dateView(part.scene.page);
  const input = h('input', {
    class: 'input picker',
    type: picker.input,
    'aria-label':
      part.block.type === 'input' ? undefined : wordsOf(part.element['placeholder']) || picker.name,
    'data-key': partKey(part),
    'data-control': true,
  });
  const show = (): void => {
    const before = valueBefore(part, picker);
    input.value = before === undefined || before === null ? '' : picker.show(before, tz);
  };
  const read = (): void => {
    const value = { type, [`selected_${picker.field}`]: picker.read(input.value, tz) };
    choose(part, value, { refused: show });
  };
  show();
  input.addEventListener('change', () => isWhole(picker, input.value) && read());
  return input;
}

// A year that is being typed is the year 2, 20 and 202 first.
function isWhole({ input }: Picker, text: string): boolean {
  return input === 'time' || text === '' || text >= '1000';
}

function valueBefore(part: Part, picker: Picker): unknown {
  const held: Json | undefined = heldValue(part);
  return held ? held[`selected_${picker.field}`] : part.element[`initial_${picker.field}`];
}

function secondsOf(at: number | undefined): number | null {
  return at === undefined ? null : Math.floor(at / 1000);
}
