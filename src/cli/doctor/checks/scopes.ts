import { scopesWanted } from '../../init/manifest.ts';
import type { Check } from '../check.ts';
import { fault, warning, well } from '../finding.ts';
import { REINSTALL } from '../trouble.ts';
import { withSlack } from '../with-slack.ts';

/** Whether the bot may do all that the manifest asks for. */
export const scopes: Check = {
  name: 'scopes',
  section: 'Slack',
  look: withSlack(({ greeting }) => {
    const wanted = scopesWanted();
    const { scopes: granted } = greeting;
    if (granted === null)
      return [warning('the server does not say what the token may do', 'Slack itself says it.')];
    const missing = wanted.filter((scope) => !granted.includes(scope));
    if (missing.length === 0) return [well(`all ${wanted.length} of manifest.yml are granted`)];
    const head = missing.length === wanted.length ? 'all' : `${missing.length} of ${wanted.length}`;
    return [fault(`${head} are missing: ${missing.join(', ')}`, REINSTALL)];
  }),
};
