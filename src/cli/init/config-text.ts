import type { Answers, Wakes } from './answers.ts';

/** The text of `quell.yml`: what was answered, and what one would want next as comments. */
export function configText(answers: Answers, timezone: string): string {
  return [
    HEAD,
    `slack:
  default_channel: ${quoted(answers.channel)} # where cards go that no route sends elsewhere
`,
    `timezone: ${timezone} # of all times in this file
`,
    `route:
  # Alerts with the same values of these labels share an incident, and so a card.
  group_by: [alertname, service, exception_group]
${routes(answers)}`,
    errors(answers.environments),
    TAIL,
  ].join('\n');
}

const HEAD = `# What Quell does with alerts: where their cards go, and whom they call.
# All that is left out has a good default; docs/configuration.md has every key.
#
#   quell check    tells what this file means, and what is wrong in it
#   quell doctor   tells whether Slack has these channels and people
#
# A change takes effect at once, whole or not at all.
`;

const SEVERITIES: Readonly<Record<Wakes, string | null>> = {
  critical: 'severity="critical"',
  error: 'severity=~"critical|error"',
  nothing: null,
};

/** The first route that matches takes an alert. */
function routes({ wakes, mention, environments }: Answers): string {
  const severity = SEVERITIES[wakes];
  if (severity === null) {
    return `  # Nobody is called. This would call people; take the # away:
  # routes:
  #   - match: ['severity="critical"']
  #     mention: "@here"
`;
  }
  return `  routes:
    # Shown in silence: what says that it is of another environment.
    - match: ['env=~".+"', 'env!~"${environments.map(escaped).join('|')}"']
    # These call people. What no route takes is shown in silence.
    - match: ['${severity}']
      mention: ${quoted(mention)} # again every 4 hours while nobody has it
      # escalation: default # see below
`;
}

function errors(environments: readonly string[]): string {
  return `errors: # of programs, sent by SDKs of Sentry or Rollbar, Python or Django
  environments: [${environments.map(quoted).join(', ')}] # those of others are kept and not told
`;
}

const TAIL = `# Whom to call while nobody has an incident, and after how long:
# escalations:
#   - name: default
#     steps:
#       - { after: 10m, notify: "@here" }
#       - { after: 30m, notify: "#general" }

# What nobody wants to see; it is counted, and never shown:
# rules:
#   - { match: ['alertname="Watchdog"'], action: ignore }

# Senders with a name and a key of their own; without, all use QUELL_INGEST_KEY:
# sources:
#   - { name: prometheus, type: alertmanager, key: "\${PROM_KEY}" }
`;

function quoted(text: string): string {
  return JSON.stringify(text);
}

/** A dot in a name is a dot. */
function escaped(name: string): string {
  return name.replaceAll('.', '[.]');
}
