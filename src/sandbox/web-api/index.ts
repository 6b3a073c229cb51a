/** All methods that the sandbox knows. */
import * as basics from './basics.ts';
import { blocksValidate } from './blocks-validate.ts';
import { deleteMessage, getPermalink, update as updateMessage } from './chat-change.ts';
import { postEphemeral, postMessage } from './chat-post.ts';
import * as conversationChanges from './conversations-change.ts';
import * as conversationReads from './conversations-read.ts';
import type { Method } from './method.ts';
import * as reactions from './reactions.ts';
import * as users from './users.ts';
import * as views from './views.ts';

const methods: readonly Method[] = [
  basics.apiTest,
  basics.authTest,
  basics.connectionsOpen,
  basics.botsInfo,
  basics.teamInfo,
  basics.userGroupsList,
  basics.userGroupUsersList,
  blocksValidate,
  postMessage,
  postEphemeral,
  updateMessage,
  deleteMessage,
  getPermalink,
  conversationReads.list,
  conversationReads.ofUser,
  conversationReads.info,
  conversationReads.history,
  conversationReads.replies,
  conversationReads.members,
  conversationChanges.join,
  conversationChanges.open,
  users.info,
  users.list,
  users.lookupByEmail,
  users.profileGet,
  views.open,
  views.push,
  views.update,
  views.publish,
  reactions.add,
  reactions.remove,
  reactions.get,
];

const byName: ReadonlyMap<string, Method> = new Map(methods.map((each) => [each.name, each]));

/** The method with this name. */
export function findMethod(name: string): Method | undefined {
  return byName.get(name);
}
