// What a program does with Opsgenie's own library, unchanged: argv is its host and the key.
import { promisify } from 'node:util';
import opsgenie from 'opsgenie-sdk';

const [host, api_key] = process.argv.slice(2);
opsgenie.configure({ host, api_key });
const { acknowledge, addNote, close, create, get, getRequestStatus } = opsgenie.alertV2;
const of = (call) => promisify(call);

const alias = { identifier: 'disk-db-01', identifierType: 'alias' };
const created = await of(create)({
  message: 'Disk is full',
  alias: alias.identifier,
  priority: 'P2',
  tags: ['night'],
  details: { service: 'db' },
});
const { data } = await of(getRequestStatus)(created.requestId);
const shown = await of(get)({ identifier: data.alertId, identifierType: 'id' });
const acknowledged = await of(acknowledge)(alias, { user: 'ann' });
const noted = await of(addNote)(alias, { note: 'Looking', user: 'ann' });
const closed = await of(close)(alias, { user: 'ann', note: 'Log files removed' });
const unknown = await of(get)(alias).catch((error) => error);
process.stdout.write(
  JSON.stringify({ created, data, shown, acknowledged, noted, closed, unknown }),
);
