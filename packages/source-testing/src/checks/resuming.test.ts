import type { PullPage, Source } from "@tributary/source";
import { memorySource } from "../memory-source.ts";
import { broken, describeChecks, inWorld } from "../testing/sabotage.ts";
import { resumingChecks } from "./resuming.ts";

/** A source that remembers where it was instead of reading it from the cursor. */
const forgetful = () =>
  broken((source) => {
    let own: string | null = null;
    return {
      async pull(request) {
        const page: PullPage = await source.pull({ ...request, cursor: own });
        own = page.hasMore ? page.cursor : null;
        return page;
      },
    };
  });

const incremental = (pull: (source: Source, cursor: string | null) => Promise<PullPage>) =>
  broken((source) => ({
    pull: (request) => (request.mode === "incremental" ? pull(source, request.cursor) : source.pull(request)),
  }));

const emptyPage = { changes: [], cursor: '{"since":6,"until":6,"after":null}', hasMore: false } as const;

describeChecks("The checks of cursors", resumingChecks, {
  "a fresh instance goes on from any page's cursor and loses nothing": {
    "a position kept in the instance": [forgetful(), /from the cursor of page 1 on/],
    "complete lost on the way": [
      broken((source) => {
        let pages = 0;
        return {
          async pull(request) {
            pages += 1;
            const { complete, ...page } = await source.pull(request);
            return { ...page, ...(complete && pages > 2 && { complete }) };
          },
        };
      }),
      /complete after resuming/,
    ],
    "a world of one page": [
      inWorld((world) => ({
        source: () =>
          memorySource(world.store).create({ name: "world", pageSize: 50 }, { credentials: { token: "x" } }),
      })),
      /two or more/,
    ],
  },
  "the same request twice gives the same page": {
    "a position kept in the instance": [forgetful(), /asked for again/],
  },
  "an incremental pull from the beginning lists everything": {
    "nothing listed": [incremental(async () => emptyPage), /ids listed/],
  },
  "there is nothing new once it has caught up": {
    "everything listed again": [
      incremental((source, cursor) => source.pull({ mode: "full", cursor })),
      /first incremental pull lists/,
    ],
    "everything deleted": [
      incremental(async () => ({ ...emptyPage, changes: [{ type: "delete", id: "memory:world:entry:a" }] })),
      /pull deletes/,
    ],
    "an empty listing said to be complete": [
      incremental(async () => ({ ...emptyPage, complete: true })),
      /did not list everything/,
    ],
  },
  "a cursor it never made is refused, or answered with everything": {
    "a bare exception": [
      incremental(async (source, cursor) => {
        if (cursor === "not a cursor") throw new SyntaxError("Unexpected token");
        return source.pull({ mode: "incremental", cursor });
      }),
      /cursor "not a cursor"/,
    ],
    "a strange cursor taken for one that has caught up": [
      incremental(async (source, cursor) =>
        cursor === "{}" ? emptyPage : source.pull({ mode: "incremental", cursor }),
      ),
      /from the cursor "\{\}"/,
    ],
  },
});
