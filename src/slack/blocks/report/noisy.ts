import type { KnownBlock, RichTextElement } from '@slack/types';
import type { NoiseReport, NoisyGroup } from '../../../domain/report.ts';
import { firstLine, LENGTHS } from '../cut.ts';
import { bold, bullets, lines, rich, text } from '../elements.ts';
import { count, duration, figure } from '../words.ts';

/** What made most of the noise, one kind a line; nothing in a quiet time. */
export function noisyBlocks({ noisy }: NoiseReport, most: number): readonly KnownBlock[] {
  if (noisy.length === 0) return [];
  return [rich(lines([bold('Noisiest')]), bullets(noisy.slice(0, most).map(row)))];
}

function row(group: NoisyGroup): readonly RichTextElement[] {
  const { title, cards, acknowledged, mutes, longest } = group;
  const facts = [
    `${figure(acknowledged)} acknowledged`,
    ...(mutes > 0 ? [`muted ${count(mutes, 'time')}`] : []),
    ...(longest === null ? [] : [`over by itself within ${duration(longest)}`]),
  ];
  return [
    bold(firstLine(title, LENGTHS.value) || 'Without a title'),
    text(` ${count(cards, 'card')}, ${facts.join(', ')}`),
  ];
}
