/** What stands for "never" where a mute has no end. */
export const NEVER = Number.MAX_SAFE_INTEGER;

/**
 * In SQL, whether an incident's error is ignored for ever: what people never want to hear of must be known as long.
 * Within a text of JSON each quote is written with a backslash, so that no words can look like this part.
 */
export const IGNORED_FOR_EVER = `(coalesce(muted_until, 0) = ${NEVER} AND content LIKE '%"ignores":true%')`;
