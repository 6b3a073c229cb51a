import type { Breadcrumb } from '../../../domain/error-event.ts';
import type { Reading } from '../../shared/reading.ts';
import { BOUNDS } from '../bounds.ts';
import { textsIn } from '../texts.ts';

/** What happened before, as the notifiers that watch it tell: https://docs.rollbar.com/docs/telemetry. */
export function breadcrumbsOf(data: Reading): readonly Breadcrumb[] {
  return data
    .list('body.telemetry')
    .slice(-BOUNDS.breadcrumbs)
    .map((each) => breadcrumb(data.of(each)));
}

function breadcrumb(entry: Reading): Breadcrumb {
  const { message: _, stack: __, ...details } = entry.fields('body');
  return {
    at: entry.time('timestamp_ms') ?? null,
    category: entry.text('type'),
    level: entry.text('level'),
    message: messageOf(entry),
    data: textsIn(details, BOUNDS.data),
  };
}

function messageOf({ text }: Reading): string {
  const said = text('body.message');
  if (said !== '') return said;
  if (text('type') === 'navigation') return `${text('body.from')} → ${text('body.to')}`;
  const request = `${text('body.method')} ${text('body.url')} ${text('body.status_code')}`;
  return request.trim() || text('body.element');
}
