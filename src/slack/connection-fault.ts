import { deliveryFailure } from './failures.ts';

/** The tokens that Slack may refuse, and where each is found in the app's settings. */
const WHERE = {
  SLACK_APP_TOKEN:
    "It is made in the app's settings under App-Level Tokens, with the scope connections:write",
  SLACK_BOT_TOKEN: "It stands in the app's settings under Install App, as Bot User OAuth Token",
} as const;

/** Why Slack does not take the token, or does not answer, as a sentence that says what to do. */
export function connectionFault(error: unknown, token: keyof typeof WHERE): string {
  // Bolt's socket ends without a reason when Slack hangs up before it said hello.
  if (error === undefined) return 'Slack closed the connection before it began.';
  const { kind, code, needed } = deliveryFailure(error);
  switch (kind) {
    case 'token':
      return code === 'missing_scope' && needed !== null
        ? missingScopeFault(token, needed)
        : `Slack refuses ${token} (${code}). ${WHERE[token]}; set it and start again.`;
    case 'busy':
      return 'Slack asks to wait before connecting again.';
    case 'unreachable':
      return `Slack cannot be reached (${code}). Check the network, and SLACK_API_URL where it is set.`;
    case 'unknown':
      return `Slack did not answer (${code}).`;
    case 'refused':
    case 'channel':
    case 'gone':
      return `Slack refuses the connection (${code}). Check that Socket Mode is on in the app's settings.`;
  }
}

function missingScopeFault(token: keyof typeof WHERE, needed: string): string {
  if (token === 'SLACK_APP_TOKEN')
    return `${token} lacks the scope ${needed}. ${WHERE[token]}: make another one, set it and start again.`;
  return `${token} lacks the scope ${needed}. Reinstall the app with manifest.yml: paste it under App Manifest in the app's settings and save, then Install App → Reinstall.`;
}
