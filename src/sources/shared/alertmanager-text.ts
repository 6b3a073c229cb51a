import { type Labels, labelOf } from '../../domain/labels.ts';

/** What alerts have in common. */
export interface Common {
  readonly labels: Labels;
  readonly annotations: Labels;
}

const LINE = /^ - ([a-zA-Z_][a-zA-Z0-9_]*) = (.*)$/;

/**
 * What the alerts have in common that Alertmanager writes down as a text where a product has no labels:
 * the template `__text_alert_list` of https://github.com/prometheus/alertmanager/blob/main/template/default.tmpl
 */
export function commonInText(text: string): Common {
  const blocks = text.split(/^Labels:$/m).slice(1);
  const parts = blocks.map((block) => block.split(/^Annotations:$/m));
  return {
    labels: commonTo(parts.map(([labels = '']) => pairsIn(labels))),
    annotations: commonTo(parts.map(([, annotations = '']) => pairsIn(annotations))),
  };
}

function pairsIn(text: string): ReadonlyMap<string, string> {
  const pairs = text.split('\n').map((line) => LINE.exec(line) ?? []);
  return new Map(pairs.flatMap(([, name, value]) => (name && value ? [[name, value]] : [])));
}

function commonTo([first, ...others]: readonly ReadonlyMap<string, string>[]): Labels {
  const pairs = [...(first ?? [])].filter(([name, value]) =>
    others.every((each) => each.get(name) === value),
  );
  return Object.fromEntries(pairs);
}

/** What is the matter, in the words of the rule; empty where it has none, or each alert has others. */
export function sentenceOf({ annotations }: Common): string {
  return labelOf(annotations, 'summary') || labelOf(annotations, 'description');
}
