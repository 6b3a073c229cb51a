import type { Slack } from './slack.ts';

/** What the bot token may do now. */
export function scopesOf({ settings, withheld }: Slack): readonly string[] {
  return settings.app.scopes.filter((scope) => !withheld.has(scope));
}

/** The app is installed anew, without this scope; null: with all of them. */
export function installWithout({ workspace, withheld }: Slack, scope: string | null): void {
  withheld.clear();
  if (scope !== null) withheld.add(scope);
  workspace.bell.ring();
}
