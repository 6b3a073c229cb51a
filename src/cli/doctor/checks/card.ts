import { WebAPIPlatformError } from '@slack/web-api';
import { fieldsOf, textAt } from '../../../http/json-fields.ts';
import type { Check } from '../check.ts';
import { fault, type Said, well } from '../finding.ts';
import { sampleCard } from '../sample-card.ts';
import { withSlack } from '../with-slack.ts';

/** Whether Slack would take one of our cards: https://docs.slack.dev/reference/methods/blocks.validate. */
export const card: Check = {
  name: 'card',
  section: 'Slack',
  look: withSlack(async ({ slack: { web }, visit: { clock } }) => {
    const { blocks } = await sampleCard(clock);
    try {
      await web.apiCall('blocks.validate', { blocks });
      return [well('Slack takes the blocks of a card')];
    } catch (error) {
      if (!(error instanceof WebAPIPlatformError)) throw error;
      return said(error);
    }
  }),
};

function said(error: WebAPIPlatformError): readonly Said[] {
  const code = error.data.error;
  if (code === 'unknown_method') return [well('not tried: the server cannot validate blocks')];
  if (!code.startsWith('invalid_')) throw error;
  const { errors, response_metadata: meta } = fieldsOf(error.data);
  const [first] = [errors, fieldsOf(meta)['messages']].flat().filter(Boolean);
  const why = typeof first === 'string' ? first : textAt(fieldsOf(first), 'message');
  return [fault(`Slack does not take the blocks of a card (${code}). ${why}`.trim(), REPORT)];
}

const REPORT =
  'This is a fault of Quell, or of a newer Slack: upgrade Quell, or report it with this line.';
