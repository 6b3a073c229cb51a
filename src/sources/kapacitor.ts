import type { Severity } from '../domain/severity.ts';
import { type Reading, severityIn, statusIn } from './shared/reading.ts';
import { flatTexts } from './shared/told.ts';
import { type Finding, vendorSource } from './shared/vendor.ts';
import { textsAt } from './shared/words.ts';

/** Kapacitor's HTTP post event handler. See https://docs.influxdata.com/kapacitor/v1/reference/event_handlers/post/. */
export const kapacitor = vendorSource({
  type: 'kapacitor',
  about: {
    vendor: 'Kapacitor',
    steps: [
      'In kapacitor.conf, add [[httppost]] with endpoint = "quell" and url = "{url}".',
      'Give it headers = { Authorization = "Bearer {key}" }, and no template.',
      "In your TICKscripts, end the alert with .post().endpoint('quell').",
    ],
  },
  sought: '"level" and no "id" of an alert',
  isOurs: ({ text, at }) => text('level') !== '' && (text('id') !== '' || at('data') !== undefined),
  find,
});

const LEVELS = { firing: ['info', 'warning', 'critical'], resolved: ['ok'] };
const SEVERITIES: Readonly<Record<string, Severity>> = { ok: 'warning' };

function find(entry: Reading): Finding {
  const { text } = entry;
  const series = text('data.series.name');
  const id = text('id');
  const status = statusIn(entry, 'level', LEVELS);
  return {
    status,
    name: nameOf(id, series),
    severity: severityIn(
      text(status === 'firing' ? 'level' : 'previousLevel'),
      SEVERITIES,
      'warning',
    ),
    description: text('message'),
    labels: { ...flatTexts(entry.fields('data.series.tags')), measurement: series },
    annotations: {
      ...textsAt(entry, 'previousLevel'),
      details: text('details') === text('message') ? '' : text('details'),
    },
    dedupKey: id,
    ...(status === 'resolved' && { endsAt: entry.time('time') }),
  };
}

/** The default id is the measurement, a colon and the group, such as `cpu:host=web-1`: labels say the group too. */
function nameOf(id: string, series: string): string {
  const isDefault = series !== '' && id.startsWith(`${series}:`);
  return isDefault || id === '' ? series : id.replace(/:nil$/, '');
}
