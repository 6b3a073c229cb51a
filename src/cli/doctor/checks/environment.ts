import type { Check } from '../check.ts';
import { fault, well } from '../finding.ts';

/** What the environment says, `.env` included. */
export const environment: Check = {
  name: 'environment',
  section: 'Settings',
  look({ environment: reading }) {
    if ('config' in reading) return [well('its variables are well')];
    return reading.faults.map((sentence) => {
      // Its sentences say what is wrong, and behind the last colon what would be right.
      const [, wrong = sentence, right = ''] = /^(.*?): (.*)$/.exec(sentence) ?? [];
      return fault(`${wrong.replace(/\.$/, '')}.`, capital(right) || ADVICE);
    });
  },
};

const ADVICE = 'Set it otherwise, in the environment or in .env.';

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
