import type { Look } from '../../config/show.ts';
import type { Answers } from './answers.ts';
import { creationLink, NEW_APP, type SlackMode } from './manifest.ts';

/** How the Slack app is made: the first two of the three steps. */
export function appSteps(mode: SlackMode, look: Look): string {
  return `1. Make the app: open
     ${NEW_APP}
   choose From a manifest, then the workspace, and paste what this prints:
     quell init${optionOf(mode)} --manifest
   Or have it filled in: open the address that this prints${linkTo(mode, look)}:
     quell init${optionOf(mode)} --link

2. In the app's settings, which open then, find:
   xoxb-…   under Install App → Install to Workspace (Bot User OAuth Token)
${second(mode)}`;
}

function second({ kind }: SlackMode): string {
  if (kind === 'http')
    return '   secret   under Basic Information → App Credentials → Signing Secret';
  return `   xapp-…   under Basic Information → App-Level Tokens → Generate, with the
            scope connections:write`;
}

function optionOf(mode: SlackMode): string {
  return mode.kind === 'http' ? ` --http ${mode.publicUrl}` : '';
}

/**
 * It is too long to be read, so that terminals show it as a link: https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda.
 * Those that show none lose nothing by it.
 */
function linkTo(mode: SlackMode, { colours }: Look): string {
  if (!colours) return '';
  const link = creationLink(mode);
  return ` (\u001b]8;;${link}\u001b\\\u001b[4mor this link\u001b[24m\u001b]8;;\u001b\\)`;
}

/** What is left to do when the files are written. */
export function lastStep(
  { channel, mode }: Pick<Answers, 'channel' | 'mode'>,
  isComplete: boolean,
): string {
  const tokens = isComplete
    ? ''
    : `   Put what step 2 shows into .env. While it is not there, the start brings a
   sandbox in place of Slack.
`;
  return `3. Start it.
${tokens}   A private channel wants an invitation: /invite @Quell in ${channel}.
     quell doctor   tells whether all is well, and what to do where not
     quell serve    starts the bot
     quell send     sends it a first alert, and says where the card is
${mode.kind === 'http' ? verifying(mode.publicUrl) : ''}`;
}

/** Slack asks the address itself: https://docs.slack.dev/apis/events-api/using-http-request-urls#verifying-your-request-url. */
function verifying(publicUrl: string): string {
  return `   Slack takes the address once the bot answers there: with the bot running, in
   the app's settings, press Event Subscriptions → Request URL → Retry, until
   ${publicUrl}/slack/events is Verified.
`;
}
