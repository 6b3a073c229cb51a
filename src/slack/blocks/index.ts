export { badDurationAnswer } from './answers/bad-duration.ts';
export { didYouMeanAnswer } from './answers/did-you-mean.ts';
export { doneAnswer } from './answers/done.ts';
export { emptyListAnswer } from './answers/empty-list.ts';
export { faultAnswer } from './answers/fault.ts';
export { helpAnswer } from './answers/help.ts';
export { type ListFilter, listAnswer } from './answers/list.ts';
export { notFoundAnswer } from './answers/not-found.ts';
export { refusalAnswer } from './answers/refusal.ts';
export { showAnswer } from './answers/show.ts';
export { silencesAnswer } from './answers/silences.ts';
export { timelineAnswer } from './answers/timeline.ts';
export { card } from './card.ts';
export { details } from './details.ts';
export { assignModal, readAssign } from './modals/assign.ts';
export { type FieldFaults, type FilledIn, isFaulty, secondsIn } from './modals/filled-in.ts';
export { fixModal, readFix } from './modals/fix.ts';
export { muteModal } from './modals/mute.ts';
export {
  type MuteDraft,
  type MutePreview,
  matchersOf,
  readMuteDraft,
} from './modals/mute-draft.ts';
export { newModal, readNew, type WantedIncident } from './modals/new.ts';
export { noteModal, readNote } from './modals/note.ts';
export { readMute, type WantedMute } from './modals/read-mute.ts';
export { readResolve, resolveModal } from './modals/resolve.ts';
export { threadMessage } from './thread.ts';
