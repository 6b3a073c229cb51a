export { type AuditedAlert, auditAnswer } from './answers/audit.ts';
export { badDurationAnswer, badMuteTimeAnswer } from './answers/bad-duration.ts';
export { didYouMeanAnswer } from './answers/did-you-mean.ts';
export { doneAnswer } from './answers/done.ts';
export { emptyListAnswer } from './answers/empty-list.ts';
export { errorEventsAnswer } from './answers/error-events.ts';
export { errorsAnswer, type ListedError } from './answers/errors.ts';
export { faultAnswer } from './answers/fault.ts';
export { helpAnswer } from './answers/help.ts';
export { mostUrgent, pageOf } from './answers/incident-rows.ts';
export { LOOKED_AT, listAnswer } from './answers/list.ts';
export { FILTERS, type ListFilter, type ListPage, readList } from './answers/list-page.ts';
export { maintenanceAnswer } from './answers/maintenance.ts';
export { maintenanceListAnswer } from './answers/maintenance-list.ts';
export { notFoundAnswer } from './answers/not-found.ts';
export { refusalAnswer } from './answers/refusal.ts';
export { showAnswer } from './answers/show.ts';
export { silencesAnswer } from './answers/silences.ts';
export { statsAnswer } from './answers/stats.ts';
export { timelineAnswer } from './answers/timeline.ts';
export { whyAnswer } from './answers/why.ts';
export { card } from './card.ts';
export { details } from './details.ts';
export { ignoreOf } from './errors/ignore-choice.ts';
export type { HomeFacts } from './home/facts.ts';
export { homeBlocks, homeView } from './home/home.ts';
export { answerModal, HOME_ANSWER } from './modals/answer.ts';
export { assignModal, readAssign } from './modals/assign.ts';
export { type FieldFaults, type FilledIn, isFaulty } from './modals/filled-in.ts';
export { fixModal, readFix } from './modals/fix.ts';
export { ignoreModal, readIgnore } from './modals/ignore.ts';
export {
  MERGE_MENU,
  type MergeTarget,
  type Merging,
  mergeModal,
  mergeOptions,
  readMerge,
} from './modals/merge.ts';
export { muteModal } from './modals/mute.ts';
export {
  FIRST_DRAFT,
  type MuteDraft,
  type MutePreview,
  matchersOf,
  readMuteDraft,
} from './modals/mute-draft.ts';
export type { MuteReader } from './modals/mute-times.ts';
export { newModal, readNew, type WantedIncident } from './modals/new.ts';
export { noteModal, readNote } from './modals/note.ts';
export { readMute, readMuteTime, type WantedMute } from './modals/read-mute.ts';
export { reportModal } from './modals/report.ts';
export { reportPreviewModal } from './modals/report-preview.ts';
export { readResolve, resolveModal } from './modals/resolve.ts';
export { whyModal } from './modals/why.ts';
export { noticeMessage } from './notices/notice.ts';
export { recapMessage } from './recap.ts';
export { keyOfGroup } from './storm/buttons.ts';
export { stormList } from './storm/list.ts';
export { stormMessage } from './storm/message.ts';
export { stormReply } from './storm/reply.ts';
export type { CardLink } from './storm/shape.ts';
export { threadMessage } from './thread.ts';
