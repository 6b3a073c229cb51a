import type { Check } from '../check.ts';
import { fault, well } from '../finding.ts';
import type { Visit } from '../visit.ts';

/** Slack's signatures are refused from 5 minutes on: https://docs.slack.dev/authentication/verifying-requests-from-slack. */
const MOST_SECONDS = 60;

/** Whether this machine's clock goes as Slack's does. */
export const clock: Check = {
  name: 'clock',
  section: 'This machine',
  async look({ slack }: Visit) {
    // Any answer tells the time.
    await slack?.greeted();
    const ahead = slack?.ahead() ?? null;
    if (ahead === null) return [];
    const seconds = Math.round(Math.abs(ahead) / 1_000);
    if (seconds <= MOST_SECONDS) {
      return [well(seconds <= 1 ? "goes with Slack's" : `within ${seconds} s of Slack's`)];
    }
    const side = ahead > 0 ? 'ahead of' : 'behind';
    return [
      fault(
        `${lengthOf(seconds)} ${side} Slack's: from 5 min on, requests of Slack are refused`,
        'Set it by NTP: timedatectl set-ntp true, or start chronyd. In a virtual machine, the host sets it.',
      ),
    ];
  },
};

function lengthOf(seconds: number): string {
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
