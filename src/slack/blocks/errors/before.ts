import type { Breadcrumb } from '../../../domain/error-event.ts';
import { labelOf } from '../../../domain/labels.ts';
import { firstLine, LENGTHS } from '../cut.ts';

/** So many of the last things that happened before. */
const SHOWN = 5;

/** What happened before, the last at the end: "GET /cart 200, then POST /login 302". */
export function beforeWords(breadcrumbs: readonly Breadcrumb[]): string {
  return breadcrumbs
    .map(crumbWords)
    .filter((words) => words !== '')
    .slice(-SHOWN)
    .join(', then ');
}

/** A request says what it asked for and what it got; others have a message. */
function crumbWords({ category, message, data }: Breadcrumb): string {
  const url = labelOf(data, 'url');
  if (url === '') return firstLine(message || category, LENGTHS.value);
  const status = labelOf(data, 'status_code');
  const parts = [labelOf(data, 'method'), pathOf(url), status];
  return firstLine(parts.filter((part) => part !== '').join(' '), LENGTHS.value);
}

/** Where a request went, without the host of every other one and without its query. */
export function pathOf(url: string): string {
  if (!URL.canParse(url)) return url.replace(/[?#].*$/s, '');
  const { pathname } = new URL(url);
  return pathname;
}
