import { duration } from '../domain/time.ts';
import type { Example, Post } from './example.ts';

const TITLE =
  '<!channel> <@U0000000001> *Password expired*, <https://evil.example|log in here> & <b>now</b> :fire:';

/** What an attacker could put into a log line or a host name: it is shown as it was written, calls nobody and links nowhere. */
export const hostileText: Example = {
  name: 'hostile-text',
  mark: 'warning',
  title: 'Hostile text',
  about: 'JSON: mentions, links and markup',
  unit: 'alert',
  steps: () => [{ after: duration(0), count: 1, make: () => alert('firing') }],
  ends: () => [() => alert('resolved')],
};

function alert(status: 'firing' | 'resolved'): Post {
  return {
    kind: 'alerts',
    as: 'json',
    payload: {
      title: TITLE,
      status,
      severity: 'warning',
      description: '@everyone `code` > quote <!here> <script>alert(1)</script>\n```\nfence\n```',
      labels: { service: '<!subteam^S1>', host: '<#C0000000001>' },
      dedup_key: 'try/hostile-text',
    },
  };
}
