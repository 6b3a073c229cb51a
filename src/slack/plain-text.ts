/** The name of somebody by their id, where it is known. */
export type NameOf = (id: string) => string | undefined;

/** What a person typed, as they saw it, out of Slack's mark-up: `<@U1|ann> &amp; <http://x.io|x.io>` is `@ann & x.io`. */
export function plainText(text: string, nameOf: NameOf = () => undefined): string {
  return text
    .replace(/<([^<>]+)>/g, (_, inner: string) => plainPart(inner, nameOf))
    .replace(/&(lt|gt|amp);/g, (_, name: string) => ENTITIES[name] ?? '');
}

/** The ids of the people that a text mentions. */
export function mentionedIn(text: string): readonly string[] {
  return [...text.matchAll(/<@([A-Z0-9]+)(?:\|[^<>]*)?>/g)].map(([, id]) => id ?? '');
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&' };

function plainPart(inner: string, nameOf: NameOf): string {
  const bar = inner.indexOf('|');
  const target = bar < 0 ? inner : inner.slice(0, bar);
  const label = bar < 0 ? '' : inner.slice(bar + 1);
  const id = target.slice(1);
  if (target.startsWith('@')) return `@${label || (nameOf(id) ?? id)}`;
  if (target.startsWith('#')) return `#${label || id}`;
  // Groups and dates have a label; `<!here>` and its like have a name only.
  if (target.startsWith('!')) return label || `@${id}`;
  return plainLink(target, label);
}

function plainLink(url: string, label: string): string {
  if (label === '') return url;
  // Slack makes a link of a bare host or mail address by itself: that is what the person typed.
  return url.replace(/^(https?:\/\/|mailto:)/, '') === label ? label : `${label} (${url})`;
}
