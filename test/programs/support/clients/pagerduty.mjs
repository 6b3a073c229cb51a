// What a program does with PagerDuty's own library, unchanged: argv is its server and the routing key.
import { acknowledge, change, event, resolve } from '@pagerduty/pdjs';

const [server, routing_key] = process.argv.slice(2);
const payload = {
  summary: 'Disk is full',
  source: 'db-01',
  severity: 'error',
  custom_details: { service: 'db' },
};
const links = [{ href: 'https://runbooks.example.com/disk', text: 'Runbook' }];

const said = async (asked) => {
  const { response, data } = await asked;
  return { status: response.status, data };
};

const triggered = await said(
  event({ server, data: { routing_key, event_action: 'trigger', payload, links } }),
);
const { dedup_key } = triggered.data;
const answers = [
  triggered,
  await said(acknowledge({ server, data: { routing_key, dedup_key } })),
  await said(change({ server, data: { routing_key, payload } })),
  await said(resolve({ server, data: { routing_key, dedup_key } })),
  await said(event({ server, data: { routing_key, event_action: 'trigger', payload: {} } })),
];
process.stdout.write(JSON.stringify(answers));
