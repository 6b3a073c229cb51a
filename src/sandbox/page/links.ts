/** A message that a link in the workspace leads to. */
export interface MessageLink {
  readonly channel: string;
  readonly ts: string;
}

/** The address when it is one that may be opened. */
export function safeUrl(url: string): string | undefined {
  return /^(https?:\/\/|mailto:)/i.test(url) ? url : undefined;
}

/** The address of a message, as Slack writes it; whoever opens it is led to the message. */
export function messageAddress(origin: string, { channel, ts }: MessageLink): string {
  return `${origin}/archives/${channel}/p${ts.replace('.', '')}`;
}

/** Slack's `/archives/CHANNEL/pTS` as channel and `ts`. */
export function messageLink(url: string): MessageLink | undefined {
  const found = /\/archives\/([A-Z0-9]+)\/p(\d{7,})(\d{6})(?:[?#]|$)/.exec(url);
  return found ? { channel: found[1] ?? '', ts: `${found[2]}.${found[3]}` } : undefined;
}
