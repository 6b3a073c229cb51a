import type { PageExample } from '../protocol.ts';

/** How far an example is, in a line below it; empty: it was never sent. */
export function progressWords(example: PageExample): string {
  switch (example.doing) {
    case 'sending':
      return example.total > 1 ? `${partOf(example)} sent` : 'Sending…';
    case 'ending':
      return 'Sending its end…';
    case 'nothing':
      return restWords(example);
  }
}

function restWords({ fault, total, sent, is_on, ...example }: PageExample): string {
  if (fault !== null) return fault;
  if (total === 0) return is_on ? 'Still firing from earlier' : '';
  if (!is_on) return sent === 0 ? 'Stopped before it began' : 'It is over';
  const whole = { ...example, fault, total, sent, is_on };
  return sent < total ? `Stopped after ${partOf(whole)}` : `Sent: ${counted(total, example.unit)}`;
}

/** "212 of 500 alerts". */
function partOf({ sent, total, unit }: PageExample): string {
  return `${figure(sent)} of ${counted(total, unit)}`;
}

/** "1 card", "1,204 cards". */
export function counted(count: number, unit: string): string {
  return `${figure(count)} ${unit}${count === 1 ? '' : 's'}`;
}

/** "1,204". */
export function figure(count: number): string {
  return count.toLocaleString('en-US');
}

/** "48 s", "2 min", "3 h". */
export function lengthOf(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.floor(minutes / 60)} h`;
}
