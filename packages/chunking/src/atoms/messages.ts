import type { AtomTable } from "./atom-table.ts";

/** The last rank of a boundary between messages and the parts of a conversation; those within a message are weaker. */
export const LAST_MESSAGE_RANK = 5;
/** The headings within a message, the two highest levels and the others: weaker than a thematic break. */
const OUTER_HEADING_RANK = 7;
const INNER_HEADING_RANK = 8;
const DEEPEST_LEVEL = 6;

const WHO = "(?:@\\S{1,100},? (?:(?:on|at) )?|\\S.{0,100}? (?:wrote|replied|commented|said) (?:(?:on|at) )?)";
/** `@octocat, 2026-01-31 (the answer)`, `Ada Lovelace wrote on 2026-01-31`. */
const messageTitle = new RegExp(`^${WHO}\\d{4}-\\d\\d-\\d\\d(?!\\d)`);
const messageLine = new RegExp(`^#{2,6} ${WHO}\\d{4}-\\d\\d-\\d\\d(?!\\d)`, "m");
/** What the parts of a conversation are called: such a heading ends the message above it. */
const parts = new Set([
  "answers",
  "changed files",
  "comments",
  "commits",
  "conversation",
  "discussion",
  "messages",
  "replies",
  "review threads",
  "reviews",
  "thread",
]);

/** Where a heading stands. */
interface HeadingPlace {
  readonly level: number;
  readonly rank: number;
}

/** Tells a conversation's own headings from those that people wrote in their messages. */
interface Messages {
  /** Places a heading, of a raw level, that is about to be added right below another one or not. */
  place(level: number, title: string, belowHeading: boolean): HeadingPlace;
}

/** Whether a text is a conversation: some heading of it names an author and a day. */
export function isConversation(text: string): boolean {
  return messageLine.test(text);
}

/** Makes a follower of the messages in a table, for any heading of which `place` has to be asked in order. */
export function createMessages(table: AtomTable): Messages {
  // The level of the heading of the message that is open, or 0.
  let open = 0;
  // The raw level of the heading placed last when it was taken for one within the message, or 0.
  let demoted = 0;

  return {
    place(level, title, belowHeading) {
      const own = { level, rank: level - 1 };
      if (level > 1 && messageTitle.test(title)) {
        // What has messages right below it is the conversation's own: a thread about a line of a file.
        if (belowHeading && demoted > 0 && demoted < level) restore(demoted);
        open = level;
        demoted = 0;
        return own;
      }
      if (open > 0 && level < open && parts.has(title.toLowerCase())) open = 0;
      demoted = open > 0 ? level : 0;
      if (open === 0) return own;
      return {
        level: Math.min(open, DEEPEST_LEVEL) + level,
        rank: level <= 2 ? OUTER_HEADING_RANK : INNER_HEADING_RANK,
      };
    },
  };

  function restore(level: number): void {
    const heading = table.headings.pop();
    if (heading === undefined) return;
    table.headings.push({ ...heading, level });
    if (table.ranks[heading.atom] !== undefined) table.ranks[heading.atom] = level - 1;
  }
}
