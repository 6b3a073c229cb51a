import type { FastifyInstance } from 'fastify';
import { formatMatcher } from '../../domain/matcher.ts';
import type { NoiseFigures, NoiseReport, NoisyGroup, Suggestion } from '../../domain/report.ts';
import { type Duration, days, formatDuration, instant } from '../../domain/time.ts';
import type { HttpDeps } from '../deps.ts';
import { badRequest, stored } from '../faults.ts';
import { rfc3339 } from '../times.ts';
import { momentOf, type Query, queryOf } from './query.ts';

const LENGTH = days(7);
const LONGEST = days(90);

/** `GET /api/v1/stats`: how much noise there was, and what would lessen it. */
export function stats(app: FastifyInstance, deps: HttpDeps): void {
  app.get('/api/v1/stats', async (request) => {
    const query = queryOf(request);
    const report = await stored(deps.reportNoise({ ...spanOf(query, deps), ...channelOf(query) }));
    return reportJson(report);
  });
}

function spanOf(query: Query, { clock }: HttpDeps) {
  const to = clock.now();
  const from = momentOf(query, 'since', to) ?? instant(to - LENGTH);
  if (from >= to || from < to - LONGEST) {
    throw badRequest(
      'bad_parameter',
      'The parameter since is wrong: it must be in the past, at most 90d ago.',
    );
  }
  return { from, to };
}

function channelOf({ channel }: Query) {
  return { channel: channel === undefined || channel === '' ? null : channel };
}

function reportJson(report: NoiseReport) {
  return {
    from: rfc3339(report.from),
    to: rfc3339(report.to),
    timezone: report.timezone,
    channel: report.channel,
    figures: figuresJson(report.figures),
    before: report.before && figuresJson(report.before),
    cards_per_day: report.cardsPerDay,
    noisy: report.noisy.map(noisyJson),
    suggestions: report.suggestions.map(suggestionJson),
  };
}

function figuresJson(figures: NoiseFigures) {
  const { alerts, incidents, cards, messages, flapping } = figures;
  return {
    alerts,
    incidents,
    cards,
    messages,
    messages_per_card: cards === 0 ? null : Number((messages / cards).toFixed(2)),
    needed_person: figures.neededPerson,
    with_nobody: figures.withNobody,
    flapping,
    time_to_acknowledge: lengthOrNull(figures.timeToAcknowledge),
    time_to_resolve: lengthOrNull(figures.timeToResolve),
  };
}

function noisyJson({ title, cards, acknowledged, mutes, longest }: NoisyGroup) {
  return { title, cards, acknowledged, mutes, longest: lengthOrNull(longest) };
}

function suggestionJson(suggestion: Suggestion) {
  return {
    id: suggestion.id,
    about: suggestion.about,
    finding: suggestion.finding,
    proposal: suggestion.proposal,
    matchers: suggestion.match.map(formatMatcher),
    fewer_cards: suggestion.fewerCards,
    missed: suggestion.missed,
    later: lengthOrNull(suggestion.later),
    under: suggestion.under,
    lines: suggestion.lines,
  };
}

function lengthOrNull(length: Duration | null): string | null {
  return length === null ? null : formatDuration(length);
}
