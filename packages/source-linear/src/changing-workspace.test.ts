import type { Source } from "@tributary/source";
import type { Document } from "@tributary/validation";
import fc from "fast-check";
import { expect, it } from "vitest";
import { createLinearSource } from "./source.ts";
import { createFakeLinear, type FakeLinear, generateWorkspace } from "./testing/index.ts";
import { pullAll } from "./world/reading.ts";

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

/** Pulls and fetches as a host does. */
async function sync(source: Source, held: Map<string, Document>, cursor: string | null): Promise<string> {
  const pulled = await pullAll(source, "incremental", cursor);
  for (const id of pulled.deleted) held.delete(id);
  const wanted = pulled.references.filter(({ id, version }) => held.get(id)?.version !== version);
  for await (const result of source.fetch(wanted)) {
    if (result.type === "document") held.set(result.document.id, result.document);
    if (result.type === "gone") held.delete(result.id);
  }
  const listed = new Set(pulled.references.map(({ id }) => id));
  if (pulled.complete) for (const id of held.keys()) if (!listed.has(id)) held.delete(id);
  return pulled.cursor;
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
            { credentials: { apiKey: fake.credentials.apiKey }, now: () => clock.now, pageSize: 5 },
          );
        const held = new Map<string, Document>();
        let cursor = await sync(make(), held, null);
        for (const [action, choice, minutes] of steps) {
          clock.now += minutes * MINUTE_MS;
          if (action === "sync") cursor = await sync(make(), held, cursor);
          else actions[action]?.(fake, choice);
        }
        // The daily census comes round.
        clock.now += 25 * 60 * MINUTE_MS;
        await sync(make(), held, cursor);

        const afresh = new Map<string, Document>();
        await sync(make(), afresh, null);
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
