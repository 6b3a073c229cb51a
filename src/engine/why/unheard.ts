import type { TrackedAlert } from '../../domain/alert.ts';
import type { Untold } from '../../domain/reason.ts';
import type { Recording } from '../../domain/recording.ts';
import type { TracePart } from '../../domain/trace.ts';
import { quietEnvironment } from '../errors/quiet.ts';
import { matchable } from '../matchable.ts';
import { matchesAll } from '../matchers.ts';
import { isActive } from '../suppression.ts';
import type { Evidence } from './evidence.ts';
import { silenceWords, suppressor } from './line.ts';

/** What arrived without anybody hearing of it. */
interface Unheard {
  readonly recording: Recording;
  readonly alert: TrackedAlert | undefined;
  readonly evidence: Evidence;
}

/** Why nobody heard of it: still, or then, as far as that is known. */
export function whyUnheard(untold: Untold, unheard: Unheard): readonly TracePart[] {
  switch (untold) {
    case 'silenced':
      return ['silenced by ', ...byWhat(untold, unheard, 'a silence')];
    case 'inhibited':
      return ['inhibited by ', ...byWhat(untold, unheard, 'another alert')];
    case 'maintenance':
      return ['during ', ...byWhat(untold, unheard, 'planned work')];
    case 'below-threshold':
      return belowWords(unheard);
    case 'storm':
      return ['during a storm'];
    case 'muted':
      return ['while it was muted'];
    case 'flapping':
      return ['while it was flapping'];
  }
}

/** Too little of it, or an environment that people are not told of. */
function belowWords({ recording, alert, evidence }: Unheard): readonly TracePart[] {
  const labels = (alert?.content ?? recording.alert?.content)?.labels ?? {};
  const quiet = quietEnvironment(evidence.policy, labels);
  return [quiet ? `of the ${quiet.by}` : 'while too little had happened'];
}

/** What kept it from people: still, or then, as far as that is known. */
function byWhat(
  untold: 'silenced' | 'inhibited' | 'maintenance',
  { recording, alert, evidence }: Unheard,
  otherwise: string,
): readonly TracePart[] {
  if (alert?.suppressed?.reason === untold) return suppressor(alert, evidence);
  const content = alert?.content ?? recording.alert?.content;
  if (untold === 'inhibited' || !content) return [otherwise];
  const labels = matchable(content);
  const kind = untold === 'silenced' ? 'silence' : 'maintenance';
  const silence = evidence.silences.find(
    (each) =>
      each.kind === kind && isActive(each, recording.at) && matchesAll(each.matchers, labels),
  );
  return silence ? silenceWords(silence) : [otherwise];
}
