import { deliveryFailure } from './failures.ts';

/** Why there is no connection to Slack, as a sentence that says what to do. */
export function connectionFault(error: unknown): string {
  // Bolt's socket ends without a reason when Slack hangs up before it said hello.
  if (error === undefined) return 'Slack closed the connection before it began.';
  const { kind, code } = deliveryFailure(error);
  switch (kind) {
    case 'token':
      return `Slack refuses the token (${code}). Check SLACK_BOT_TOKEN and SLACK_APP_TOKEN, and install the app again if its scopes changed.`;
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
