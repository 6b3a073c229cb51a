import { isOfLosses, type LossNotice, type Notice } from '../domain/notice.ts';

/** Of some notices those of lost alerts whose end is not told, the newest first. */
export function openLossesOf(notices: readonly Notice[]): readonly LossNotice[] {
  return notices
    .filter(isOfLosses)
    .filter(({ content }) => content.until === null)
    .sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1));
}
