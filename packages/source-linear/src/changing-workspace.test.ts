import { createHost } from "@tributary/source-testing";
import type { Document } from "@tributary/validation";
import fc from "fast-check";
import { expect, it } from "vitest";
import { createLinearSource } from "./source.ts";
import { createFakeLinear, type FakeLinear, generateWorkspace } from "./testing/index.ts";

const sizes = {
  issues: 12,
  longIssues: 1,
  longComments: 30,
  projects: 2,
  projectUpdates: 1,
  initiatives: 1,
  documents: 2,
};
const MINUTE_MS = 60_000;

/** What people do, one thing after the other; the number chooses what they do it to. */
const actions: Readonly<Record<string, (fake: FakeLinear, choice: number) => void>> = {
  edit: (fake, choice) =>
    withOne(fake, "Issue", choice, (id) => fake.update("Issue", id, { title: `Title ${choice}` })),
  comment: (fake, choice) =>
    withOne(fake, "Issue", choice, (id) => fake.create("Comment", { issueId: id, body: `Comment ${choice}.` })),
  attach: (fake, choice) =>
    withOne(fake, "Issue", choice, (id) => fake.create("Attachment", { issueId: id, title: `Link ${choice}` })),
  bin: (fake, choice) => withOne(fake, "Issue", choice, (id) => fake.trash("Issue", id, { touch: choice % 2 === 0 })),
  archive: (fake, choice) => withOne(fake, "Issue", choice, (id) => fake.archive("Issue", id)),
  remove: (fake, choice) => withOne(fake, "Issue", choice, (id) => fake.remove("Issue", id)),
  rewrite: (fake, choice) =>
    withOne(fake, "Document", choice, (id) => fake.update("Document", id, { content: `Text ${choice}.` })),
  report: (fake, choice) =>
    withOne(fake, "Project", choice, (id) =>
      fake.create("ProjectUpdate", { projectId: id, userId: fake.viewerId, body: `Report ${choice}.` }),
    ),
};

function withOne(fake: FakeLinear, type: string, choice: number, act: (id: string) => void): void {
  const ids = [...fake.census().documents].filter(([, entry]) => entry.type === type).map(([id]) => id);
  const id = ids[choice % Math.max(1, ids.length)];
  if (id !== undefined) act(id);
}

/** A document's text without the titles of related issues, which are as they were when it was fetched. */
function compared(document: Document | undefined): string | undefined {
  const parts = document?.content.split("\n\n").filter((part) => !/^(## Relations|- (blocks|is) )/.test(part));
  return parts?.join("\n\n");
}

const step = fc.tuple(fc.constantFrom(...Object.keys(actions), "sync", "sync"), fc.nat(1_000), fc.nat(5));

it("comes to the same as reading everything afresh, whatever happens between pulls", { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      const clock = { now: Date.UTC(2026, 0, 5) };
      const fake = await createFakeLinear({ now: () => clock.now });
      try {
        generateWorkspace(fake, sizes);
        const make = () =>
          createLinearSource(
            { workspace: "acme", apiUrl: fake.url },
            { credentials: { apiKey: fake.credentials.apiKey }, fetch: fake.fetch, now: () => clock.now, pageSize: 5 },
          );
        const host = createHost();
        await host.sync(make());
        for (const [action, choice, minutes] of steps) {
          clock.now += minutes * MINUTE_MS;
          if (action === "sync") await host.sync(make());
          else actions[action]?.(fake, choice);
        }
        // The daily census comes round.
        clock.now += 25 * 60 * MINUTE_MS;
        await host.sync(make());

        const { documents: held } = host;
        const { documents: afresh, sync } = createHost();
        await sync(make());
        expect([...held.keys()].sort()).toEqual([...afresh.keys()].sort());
        expect(afresh.size).toBe(fake.census().documents.size);
        for (const [id, document] of afresh) expect(compared(held.get(id)), id).toBe(compared(document));
        expect(fake.refusals).toEqual([]);
      } finally {
        await fake.close();
      }
    }),
    { numRuns: 3, seed: 20_260_105 },
  );
});
