/** What a date needs to be written for one reader. */
export interface DateView {
  readonly now: number;
  readonly tz: string;
}

interface Parts {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly hour: string;
  readonly minute: string;
  readonly second: string;
}

const MONTHS =
  'January February March April May June July August September October November December';
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const DAY = 86_400_000;

/** Slack's date format with its tokens replaced, as the reader sees it; seconds since 1970. */
export function formatDate(seconds: number, format: string, view: DateView): string {
  const at = seconds * 1000;
  const write = (token: string, name: string, place: number): string => {
    const text = writeToken(name, at, view) ?? token;
    // As Slack does: "Today" has its capital where the format begins with it, whatever stands before the date.
    return place === 0 ? text.charAt(0).toUpperCase() + text.slice(1) : text;
  };
  return format.replace(/\{(\w+)\}/g, write);
}

/** Hours and minutes for the reader. */
export function clockTime(at: number, tz: string): string {
  const { hour, minute } = partsOf(at, tz);
  return `${hour}:${minute}`;
}

/** Hours, minutes and seconds for the reader. */
export function clockTimeWithSeconds(at: number, tz: string): string {
  return `${clockTime(at, tz)}:${partsOf(at, tz).second}`;
}

/** A number that changes at the reader's midnight. */
export function dayNumber(at: number, tz: string): number {
  const { year, month, day } = partsOf(at, tz);
  return Date.UTC(Number(year), Number(month) - 1, Number(day)) / DAY;
}

/** The heading of a day between messages. */
export function dayHeading(at: number, view: DateView): string {
  return formatDate(at / 1000, '{date_long_pretty}', view);
}

/** `YYYY-MM-DDTHH:MM` of a moment in the reader's zone, as a date input wants it. */
export function localInput(at: number, tz: string): string {
  const p = partsOf(at, tz);
  return `${p.year}-${p.month}-${p.day}T${p.hour}:${p.minute}`;
}

/** The moment (in ms) that a date input's text means in the reader's zone; undefined when it is none. */
export function fromLocalInput(text: string, tz: string): number | undefined {
  const naive = Date.parse(`${text}:00Z`);
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text) || Number.isNaN(naive)) {
    return undefined;
  }
  const guess = naive - offset(naive, tz);
  return naive - offset(guess, tz);
}

function offset(at: number, tz: string): number {
  const minute = Math.floor(at / 60_000) * 60_000;
  return Date.parse(`${localInput(minute, tz)}:00Z`) - minute;
}

function writeToken(name: string, at: number, view: DateView): string | undefined {
  const base = name.replace(/_pretty$/, '');
  const pretty = base === name ? undefined : near(at, view);
  return pretty ?? WRITERS[base]?.(at, view);
}

const WRITERS: Readonly<Record<string, (at: number, view: DateView) => string>> = {
  date_num: (at, view) => localInput(at, view.tz).slice(0, 10),
  date_slash: (at, view) => slashDate(at, view.tz),
  date: (at, view) => longDate(at, view, true),
  date_short: (at, view) => longDate(at, view, false),
  date_long: (at, view) => `${WEEKDAYS[weekday(at, view.tz)]}, ${longDate(at, view, true)}`,
  date_long_full: (at, view) => `${WEEKDAYS[weekday(at, view.tz)]}, ${longDate(at, view, true)}`,
  day_divider: (at, view) => `${WEEKDAYS[weekday(at, view.tz)]}, ${longDate(at, view, true)}`,
  time: (at, view) => clockTime(at, view.tz),
  time_secs: (at, view) => clockTimeWithSeconds(at, view.tz),
  ago: (at, view) => ago(view.now - at),
};

function near(at: number, view: DateView): string | undefined {
  const days = dayNumber(at, view.tz) - dayNumber(view.now, view.tz);
  return ['yesterday', 'today', 'tomorrow'][days + 1];
}

function longDate(at: number, view: DateView, whole: boolean): string {
  const { year, month, day } = partsOf(at, view.tz);
  const name = MONTHS.split(' ')[Number(month) - 1] ?? '';
  const date = `${whole ? name : name.slice(0, 3)} ${ordinal(Number(day))}`;
  return year === partsOf(view.now, view.tz).year ? date : `${date}, ${year}`;
}

function slashDate(at: number, tz: string): string {
  const { year, month, day } = partsOf(at, tz);
  return `${month}/${day}/${year}`;
}

function ordinal(day: number): string {
  const teen = day > 10 && day < 14;
  return `${day}${(teen ? undefined : ['', 'st', 'nd', 'rd'][day % 10]) || 'th'}`;
}

function ago(ms: number): string {
  const minutes = Math.round(Math.abs(ms) / 60_000);
  const hours = Math.round(minutes / 60);
  const days = Math.round(hours / 24);
  const span = minutes < 60 ? `${minutes} min` : hours < 48 ? `${hours} h` : `${days} days`;
  return ms < 0 ? `in ${span}` : `${span} ago`;
}

function weekday(at: number, tz: string): number {
  // 1 January 1970 was a Thursday.
  return (((dayNumber(at, tz) + 4) % 7) + 7) % 7;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function partsOf(at: number, tz: string): Parts {
  const parts = formatterFor(tz).formatToParts(at);
  const partOf = (type: keyof Parts) => parts.find((part) => part.type === type)?.value ?? '';
  return {
    year: partOf('year'),
    month: partOf('month'),
    day: partOf('day'),
    hour: partOf('hour'),
    minute: partOf('minute'),
    second: partOf('second'),
  };
}

function formatterFor(tz: string): Intl.DateTimeFormat {
  const known = formatters.get(tz);
  if (known) {
    return known;
  }
  const made = makeFormatter(tz);
  formatters.set(tz, made);
  return made;
}

function makeFormatter(timeZone: string): Intl.DateTimeFormat {
  const two = '2-digit';
  const base = {
    year: 'numeric',
    month: two,
    day: two,
    hour: two,
    minute: two,
    second: two,
  } as const;
  try {
    return new Intl.DateTimeFormat('en-GB', { ...base, hourCycle: 'h23', timeZone });
  } catch {
    // An unknown zone must not keep the page from being drawn.
    return new Intl.DateTimeFormat('en-GB', { ...base, hourCycle: 'h23', timeZone: 'UTC' });
  }
}
