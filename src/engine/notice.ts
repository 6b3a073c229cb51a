import type { Notice, NoticeContent } from '../domain/notice.ts';
import type { Instant } from '../domain/time.ts';
import type { Draft } from './draft.ts';

/** Has a message posted that belongs to no incident: to a channel or to a person. */
export function postNotice(
  draft: Draft,
  channel: string,
  at: Instant,
  content: NoticeContent,
): void {
  const notice: Notice = {
    id: draft.newId(),
    channel,
    at,
    content,
    cardRevision: 1,
    detailsRevision: 0,
    entryCount: 0,
    joined: null,
  };
  draft.putNotice(notice);
}
