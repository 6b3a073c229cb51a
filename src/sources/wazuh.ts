import type { Severity } from '../domain/severity.ts';
import { type Fields, fieldOf, isFields } from './fields.ts';
import type { Reading } from './shared/reading.ts';
import { type Finding, vendorSource } from './shared/vendor.ts';
import { itemsAt, keyOf, textsAt } from './shared/words.ts';

/** Wazuh's integrator: an alert as JSON, alone or within what its integration "shuffle" makes of it. See https://documentation.wazuh.com/current/user-manual/manager/integration-with-external-apis.html. */
export const wazuh = vendorSource({
  type: 'wazuh',
  about: {
    vendor: 'Wazuh',
    steps: [
      'In ossec.conf of the manager, add <integration> with <name>shuffle</name> and <hook_url>{url}?key={key}</hook_url>.',
      'Add <level>10</level> (or what matters to you) and <alert_format>json</alert_format> to it.',
      'Restart the manager. Wazuh never tells an end: set "resolve_timeout" for this source, or resolve by hand.',
    ],
  },
  sought: '"rule" of an alert, nor "all_fields" with one',
  isOurs: ({ text, firstText }) =>
    firstText('rule.id', 'rule.description', 'rule.level') !== '' ||
    (text('rule_id') !== '' && text('title') !== ''),
  unfold: (notification) => [alertOf(notification)],
  find,
});

/** What "shuffle" sends holds the alert whole; without it, its own fields say the most. */
function alertOf(notification: Fields): Fields {
  const whole = fieldOf(notification, 'all_fields');
  return isFields(whole) ? whole : notification;
}

function find(entry: Reading): Finding {
  const { text, firstText } = entry;
  const agent = firstText('agent.name', 'predecoder.hostname', 'manager.name');
  return {
    status: 'firing',
    name: firstText('rule.description', 'title'),
    severity: severityOf(entry),
    description: firstText('full_log', 'text', 'syscheck.path'),
    labels: {
      host: agent,
      agent: text('agent.id'),
      rule_id: firstText('rule.id', 'rule_id'),
      groups: itemsAt(entry, 'rule.groups').join(', '),
      manager: text('manager.name'),
    },
    annotations: {
      ...textsAt(entry, 'location', 'data.srcip', 'data.srcuser', 'data.dstuser', 'syscheck.path'),
      decoder: text('decoder.name'),
      agent_ip: text('agent.ip'),
      level: text('rule.level'),
      techniques: itemsAt(entry, 'rule.mitre.technique').join(', '),
    },
    dedupKey: keyOf(firstText('rule.id', 'rule_id'), text('agent.id') || agent),
    event: { user: firstText('data.dstuser', 'data.srcuser') || null },
  };
}

/** By Wazuh's own bands of levels; "shuffle" alone says 1 to 3. */
function severityOf({ text }: Reading): Severity {
  const level = Number(text('rule.level') || Number(text('severity')) * 5 - 1);
  if (level >= 15) return 'critical';
  if (level >= 12) return 'error';
  return level >= 7 ? 'warning' : 'info';
}
