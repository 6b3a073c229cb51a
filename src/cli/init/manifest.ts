import { readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import { z } from 'zod';

/** How Slack reaches the bot: over a socket that the bot opens, or at the bot's own address. */
export type SlackMode =
  | { readonly kind: 'socket' }
  /** Without a slash at the end. */
  | { readonly kind: 'http'; readonly publicUrl: string };

/** The manifest of the Slack app, as it comes with Quell: for Socket Mode. */
function manifest(): string {
  // It stands three folders above both src/cli/init and dist/cli/init.
  return readFileSync(new URL('../../../manifest.yml', import.meta.url), 'utf8');
}

/** The manifest for this mode, with its comments. */
export function manifestFor(mode: SlackMode): string {
  if (mode.kind === 'socket') return manifest();
  return manifest()
    .replace(/^(\s*)socket_mode_enabled: true$/m, '$1socket_mode_enabled: false')
    .replace(
      /^(\s*)# ((?:\w+_)?url): https:\/\/[^/\s]+(\/\S*)$/gm,
      (_, indent: string, key: string, path: string) => `${indent}${key}: ${mode.publicUrl}${path}`,
    );
}

/** The page on which Slack asks for a manifest to make an app of. */
export const NEW_APP = 'https://api.slack.com/apps?new_app=1';

/** The page on which Slack makes an app of this manifest: https://docs.slack.dev/app-manifests/configuring-apps-with-app-manifests. */
export function creationLink(mode: SlackMode): string {
  const bare = stringify(parse(manifestFor(mode)), { lineWidth: 0 });
  return `${NEW_APP}&manifest_yaml=${encodeURIComponent(bare)}`;
}

const Scopes = z.object({
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
});

/** What the bot token must be allowed to do. */
export function scopesWanted(): readonly string[] {
  return Scopes.parse(parse(manifest())).oauth_config.scopes.bot;
}
