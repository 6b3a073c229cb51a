import { KEPT } from '../crash/errors/group-faults.ts';

/** A set of alerts that share an incident. */
export interface Group {
  readonly name: string;
  /** `calls`: its incidents ring. */
  readonly team: 'calls' | 'plain';
  /** It speaks for so long … */
  readonly active: number;
  /** … and is silent for so long, in milliseconds. */
  readonly silent: number;
  readonly offset: number;
  /** It goes on firing when the load is over. */
  readonly stays: boolean;
}

const PLAIN = ['Disk', 'Latency', 'Queue', 'Login', 'Backup', 'Certificate', 'Memory', 'Network'];
const CALLS = ['Database', 'Payment', 'Checkout', 'Search'];

/** All groups that the monitors speak of. */
export const GROUPS: readonly Group[] = [
  ...PLAIN.map((name, n) => group(name, 'plain', n)),
  ...CALLS.map((name, n) => group(name, 'calls', n)),
];

function group(name: string, team: Group['team'], n: number): Group {
  return {
    name,
    team,
    active: (35 + 7 * n) * 1_000,
    silent: (25 + 5 * n) * 1_000,
    offset: n * 6_000,
    stays: team === 'plain' && n % 3 === 0,
  };
}

/** Whether it is a time at which something is wrong there. */
export function isActive({ active, silent, offset }: Group, elapsed: number): boolean {
  return elapsed >= offset && (elapsed - offset) % (active + silent) < active;
}

/** The seconds after which somebody is called, as the configuration says. */
export const STEPS = [
  { after: 15, notify: '@leads' },
  { after: 35, notify: '@oncall' },
] as const;

export const TIMES = { resolveAfter: 10, repeat: 50, reopenWithin: 30 } as const;

/** The configuration of all bots: each incident has a card of its own, and timers are short. */
export function configuration(): string {
  const steps = STEPS.map(({ after, notify }) => `{ after: ${after}s, notify: "${notify}" }`);
  return [
    'storm: false',
    'flapping: false',
    `errors: { keep: ${KEPT} }`,
    `escalations: [{ name: chaos, steps: [${steps.join(', ')}] }]`,
    'route:',
    '  group_by: [alertname]',
    '  group_interval: 25s',
    `  resolve_after: ${TIMES.resolveAfter}s`,
    '  routes:',
    `    - match: ['team="calls"']`,
    '      channel: "#incidents"',
    '      mention: "@oncall"',
    `      repeat_interval: ${TIMES.repeat}s`,
    `      reopen_within: ${TIMES.reopenWithin}s`,
    '      escalation: chaos',
    '',
  ].join('\n');
}
