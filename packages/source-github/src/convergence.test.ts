import type { PullPage, Source } from "@tributary/source";
import fc from "fast-check";
import { expect, it } from "vitest";
import { createTrial, type Trial } from "./trial.ts";

/** What a host holds: versions by id, brought up to date by pulls as a host does it. */
function createHost() {
  const held = new Map<string, string>();
  let listed = new Set<string>();
  let cursor: string | null = null;
  let isListing = false;
  return {
    held,
    /** Takes one page; true while there are more. */
    async step(source: Source): Promise<boolean> {
      const mode = cursor === null ? "full" : "incremental";
      const page: PullPage = await source.pull({ mode, cursor });
      if (!isListing) listed = new Set();
      for (const change of page.changes) {
        if (change.type === "delete") {
          held.delete(change.id);
          continue;
        }
        const { id, version } = change.type === "document" ? change.document : change.reference;
        held.set(id, version);
        listed.add(id);
      }
      if (page.complete) for (const id of [...held.keys()]) if (!listed.has(id)) held.delete(id);
      cursor = page.cursor;
      isListing = page.hasMore;
      return page.hasMore;
    },
  };
}

/** Something that happens to the repository; `pick` chooses among what is there. */
type Happening = (trial: Trial, pick: number) => unknown;

const happenings: readonly Happening[] = [
  ({ repository }, pick) => void repository.openIssue({ title: `Issue ${pick}` }),
  ({ repository }, pick) => void repository.openDiscussion({ title: `Discussion ${pick}` }),
  (trial, pick) =>
    withConversation(trial, pick, (one) => {
      if (one.kind === "discussion") trial.repository.commentOnDiscussion(one, { body: `${pick}` });
      else trial.repository.comment(one, { body: `${pick}` });
    }),
  (trial, pick) => withConversation(trial, pick, (one) => trial.repository.edit(one, { title: `Title ${pick}` })),
  (trial, pick) => withConversation(trial, pick, (one) => one.kind !== "pull" && trial.repository.delete(one)),
  (trial, pick) =>
    withConversation(trial, pick, (one) => {
      const comment = one.comments[pick % Math.max(one.comments.length, 1)];
      if (comment === undefined) return;
      if (pick % 3 === 0) trial.repository.deleteComment(comment);
      else trial.repository.editComment(comment, { body: `edited ${pick}` });
    }),
  ({ repository }, pick) => repository.renameFile(`file-${pick % 9}.md`, `renamed-${pick % 9}.md`).catch(() => {}),
  ({ repository }, pick) => {
    const isTaken = repository.record.releases.some(({ tagName }) => tagName === `v${pick}`);
    return isTaken ? undefined : repository.createRelease({ tagName: `v${pick}` });
  },
  ({ repository }, pick) => {
    const release = repository.record.releases[pick % Math.max(repository.record.releases.length, 1)];
    if (release !== undefined && pick % 3 === 0) repository.deleteRelease(release);
    else if (release !== undefined) repository.editRelease(release, { body: `${pick}` });
  },
  ({ repository }, pick) => repository.commit({ [`file-${pick % 9}.md`]: `${pick}\n` }),
  ({ repository }, pick) => repository.commit({ [`file-${pick % 9}.md`]: null }),
  ({ repository }, pick) => repository.commit({ "tributary.yml": `exclude: [file-${pick % 3}.md]\n` }),
  async ({ repository }, pick) => {
    const [older] = (await repository.record.git.history((await repository.head()) ?? "")).slice(pick % 4);
    if (older !== undefined) await repository.forcePush(older);
  },
];

function withConversation(
  { repository }: Trial,
  pick: number,
  act: (one: ReturnType<Trial["repository"]["conversation"]>) => unknown,
): void {
  const all = [...repository.record.conversations.values()];
  const one = all[pick % Math.max(all.length, 1)];
  if (one !== undefined) act(one);
}

const step = fc.record({
  happening: fc.nat(happenings.length - 1),
  pick: fc.nat(1_000),
  seconds: fc.constantFrom(0, 0, 1, 60),
  pulls: fc.constantFrom(0, 0, 1, 2),
  restarts: fc.boolean(),
});

it("holds what a fresh sync would list, whatever happened while pages were pulled", { timeout: 60_000 }, async () => {
  await using trial = await createTrial({ startAt: Date.UTC(2026, 0, 5, 9) });
  const { repository, fake } = trial;
  await repository.commit({ "file-0.md": "0\n", "file-1.md": "1\n", "file-2.md": "2\n" });
  for (let index = 0; index < 4; index += 1) repository.openIssue({ title: `Issue ${index}` });
  const most = 1_000_000;
  Object.assign(fake.limits, { restPointsPerMinute: most, graphqlPointsPerMinute: most, core: most, graphql: most });
  const open = () => trial.source({}, { pageSize: 5 });

  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 12 }), async (steps) => {
      const host = createHost();
      let source = open();
      for (const { happening, pick, seconds, pulls, restarts } of steps) {
        await happenings[happening]?.(trial, pick);
        fake.clock.advance(seconds * 1_000);
        if (restarts) source = open();
        for (let index = 0; index < pulls; index += 1) await host.step(source);
      }
      while (await host.step(source));
      while (await host.step(source));
      const fresh = createHost();
      while (await fresh.step(open()));
      expect(Object.fromEntries([...host.held].sort())).toEqual(Object.fromEntries([...fresh.held].sort()));
    }),
    { numRuns: 12, seed: 20_260_105 },
  );
});
