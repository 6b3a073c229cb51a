/** A mistake in a program that is reported again and again. */
export interface Bug {
  /** Of its exception; no other bug has it. */
  readonly type: string;
  /** The number of the project in the DSN. */
  readonly project: number;
  /** It is seen in staging only, so that nobody is told of it. */
  readonly quiet: boolean;
  /** Bugs of one family may be merged by people; of other bugs each is a family of its own. */
  readonly family: string;
}

/** The two that are merged: the first into the second. */
export const MERGED = { from: 'BounceError', into: 'MailError' } as const;

/** All bugs of the programs; the first is by far the most frequent one. */
export const BUGS: readonly Bug[] = [
  bug('CartError', 1),
  bug('PriceError', 1),
  bug('FooterWarning', 1, 'quiet'),
  bug('LoginError', 2),
  bug('TokenError', 2),
  bug('AvatarWarning', 2, 'quiet'),
  bug('SearchError', 3),
  bug('RankError', 3),
  bug('SuggestWarning', 3, 'quiet'),
  bug(MERGED.into, 4),
  bug(MERGED.from, 4),
  bug('PrintError', 4),
];

function bug(type: string, project: number, quiet = ''): Bug {
  const isMerged = type === MERGED.from || type === MERGED.into;
  return { type, project, quiet: quiet !== '', family: isMerged ? MERGED.into : type };
}

/** One event of a bug. */
export interface Happening {
  readonly bug: Bug;
  readonly id: string;
  readonly user: string;
  readonly release: string;
  readonly environment: string;
}

/** Where its envelope goes, with the key as SDKs in pages give it. */
export function envelopePath({ bug }: Happening, key: string): string {
  return `/api/${bug.project}/envelope/?sentry_key=${key}`;
}

/** The envelope that an SDK makes of it. */
export function envelopeOf(happening: Happening, now: number): string {
  const payload = JSON.stringify(eventOf(happening, now));
  const header = { event_id: happening.id, sent_at: new Date(now).toISOString() };
  const item = { type: 'event', length: Buffer.byteLength(payload) };
  return `${JSON.stringify(header)}\n${JSON.stringify(item)}\n${payload}\n`;
}

function eventOf({ bug, id, user, release, environment }: Happening, now: number): object {
  return {
    event_id: id,
    timestamp: now / 1_000,
    platform: 'python',
    level: bug.quiet ? 'warning' : 'error',
    release,
    environment,
    user: { id: user },
    // What it says is another thing each time; where it was raised is not.
    exception: { values: [{ type: bug.type, value: `order of ${user} failed`, ...raisedIn(bug) }] },
    sdk: { name: 'sentry.python', version: '1.9.10' },
  };
}

function raisedIn({ type }: Bug): object {
  const name = type.replace(/Error|Warning/, '').toLowerCase();
  const frame = { filename: `shop/${name}.py`, module: `shop.${name}`, in_app: true };
  return { stacktrace: { frames: [{ ...frame, function: `make_${name}`, lineno: 88 }] } };
}
