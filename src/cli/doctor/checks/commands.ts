import type { Check } from '../check.ts';
import { well } from '../finding.ts';
import { withSlack } from '../with-slack.ts';

/** What the manifest has beside scopes: a scope shows that it was meant, and Slack tells a bot no more. */
const FEATURES = [
  ['commands', '/incident and the message shortcut'],
  ['app_mentions:read', 'mentions'],
  ['reactions:read', 'pushpins'],
] as const;

/** Which commands and events reach the bot, as far as that can be known. */
export const commands: Check = {
  name: 'commands',
  section: 'Slack',
  look: withSlack(({ greeting: { scopes } }) => {
    const known = FEATURES.filter(([scope]) => scopes?.includes(scope)).map(([, name]) => name);
    if (known.length === 0) return [];
    return [
      well(
        `allowed: ${known.join(', ')}; Slack tells no bot whether they, or its Home, are set up`,
        null,
      ),
    ];
  }),
};
