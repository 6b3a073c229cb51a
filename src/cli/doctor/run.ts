import type { Check } from './check.ts';
import type { Finding, Said } from './finding.ts';
import { troubleOf } from './trouble.ts';
import type { Visit } from './visit.ts';

/** Looks at one thing; what Slack or the network says against it is a finding too. */
export async function findingsOf({ name, look }: Check, visit: Visit): Promise<readonly Finding[]> {
  const said = await saidBy(look, visit);
  return said.map((each) => ({ check: name, ...each }));
}

async function saidBy(look: Check['look'], visit: Visit): Promise<readonly Said[]> {
  try {
    return await look(visit);
  } catch (error) {
    const trouble = troubleOf(error, 'SLACK_BOT_TOKEN', visit.env);
    if (trouble === null) throw error;
    return [trouble];
  }
}
