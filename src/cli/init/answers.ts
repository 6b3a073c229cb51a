import { Channel, Mention } from '../../config/schema/leaves.ts';
import type { SlackMode } from './manifest.ts';

/** From which severity on somebody is called. */
export const WAKES = ['critical', 'error', 'nothing'] as const;
export type Wakes = (typeof WAKES)[number];

/** All that the files are made from, but for secrets. */
export interface Answers {
  /** Where the cards go, such as `#alerts`. */
  readonly channel: string;
  readonly wakes: Wakes;
  /** Whom to call, such as `@here`; of no meaning where nothing calls. */
  readonly mention: string;
  /** Environments whose alerts may call; what names none may too. */
  readonly environments: readonly string[];
  readonly mode: SlackMode;
  /** Types of sources, to tell how each is pointed here. */
  readonly sources: readonly string[];
}

/** What is taken where nobody says otherwise. `@here` is the one mention that every workspace has. */
export const USUAL: Answers = {
  channel: '#alerts',
  wakes: 'critical',
  mention: '@here',
  environments: ['production', 'prod', 'live'],
  mode: { kind: 'socket' },
  sources: [],
};

/** A channel as it is meant: its sign may be left out. */
export function channelOf(text: string): string {
  return Channel.safeParse(text).success ? text : `#${text.replace(/^#/, '')}`;
}

/** Whom to call as they are meant: the sign may be left out. */
export function mentionOf(text: string): string {
  return Mention.safeParse(text).success ? text : `@${text.replace(/^@/, '')}`;
}

/** What is wrong with a channel, as a sentence; undefined: nothing. */
export function channelFault(text: string): string | undefined {
  if (Channel.safeParse(channelOf(text)).success) return undefined;
  return 'Write # and its name in small letters, such as #alerts; or its id.';
}

/** What is wrong with whom to call. */
export function mentionFault(text: string): string | undefined {
  if (Mention.safeParse(mentionOf(text)).success) return undefined;
  return 'Write it as in Slack, such as @here, @oncall (a user group) or @ann.';
}

/** What is wrong with a list of environments. */
export function environmentsFault(text: string): string | undefined {
  const names = listOf(text);
  if (names.length > 0 && names.every((name) => /^[\w.-]{1,64}$/.test(name))) return undefined;
  return 'Write names separated by commas, such as production, prod.';
}

/** What is wrong with an address that Slack is to send to. */
export function publicUrlFault(text: string): string | undefined {
  if (/^https:\/\/[^/?#\s]+/.test(text) && URL.canParse(text) && !/[?#]/.test(text))
    return undefined;
  return 'Slack sends to https only: write an address such as https://quell.example.com.';
}

/** The items of a list with commas. */
export function listOf(text: string): readonly string[] {
  return text
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean);
}

/** HTTP at this address. */
export function httpAt(address: string): SlackMode {
  return { kind: 'http', publicUrl: address.replace(/\/+$/, '') };
}
