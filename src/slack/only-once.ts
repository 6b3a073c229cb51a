/** More than Slack sends again within the minutes that it tries. */
const REMEMBERED = 1_000;

/** Tells whether an id is seen for the first time: Slack sends an event again when it missed our answer. */
export function onlyOnce(): (id: string) => boolean {
  const seen = new Set<string>();
  return (id) => {
    if (seen.has(id)) return false;
    seen.add(id);
    const [oldest] = seen;
    if (seen.size > REMEMBERED && oldest !== undefined) seen.delete(oldest);
    return true;
  };
}
