import { createHost } from "@tributary/source-testing";
import { expect, it } from "vitest";
import { createVercelSource } from "./source.ts";
import { createFakeVercel, type FakeState, type FakeVercel, generateTeam } from "./testing/index.ts";
import { expectCensus } from "./world/census.ts";

const sizes = { projects: 3, deployments: 12, logLines: 3, unfinished: 4 };
const MINUTE_MS = 60_000;
const STEPS = 40;

const states: readonly FakeState[] = ["QUEUED", "BUILDING", "READY", "ERROR", "CANCELED", "DELETED"];

/** What people and builds do, one thing after the other; the number chooses what they do it to. */
const actions: readonly ((fake: FakeVercel, choose: (most: number) => number) => void)[] = [
  (fake, choose) => withOne(fake, "project", choose, (id) => void fake.createDeployment(id)),
  (fake, choose) => withOne(fake, "project", choose, (id) => void fake.createDeployment(id, { target: "production" })),
  (fake, choose) =>
    withOne(fake, "deployment", choose, (id) => fake.setState(id, states[choose(states.length)] ?? "READY")),
  (fake, choose) => withOne(fake, "deployment", choose, (id) => fake.setState(id, "READY")),
  (fake, choose) => withOne(fake, "deployment", choose, (id) => fake.log(id, `Error: line ${choose(1_000)}`)),
  (fake, choose) =>
    withOne(fake, "deployment", choose, (id) => fake.updateDeployment(id, { readySubstate: "PROMOTED" })),
  (fake, choose) =>
    withOne(fake, "deployment", choose, (id) => fake.addCheck(id, { name: "Lint", status: "completed" })),
  (fake, choose) => withOne(fake, "deployment", choose, (id) => fake.removeDeployment(id)),
  (fake, choose) =>
    withOne(fake, "project", choose, (id) => fake.updateProject(id, { buildCommand: `build ${choose(99)}` })),
  (fake, choose) =>
    withOne(fake, "project", choose, (id) =>
      fake.setVariable(id, { key: `KEY_${choose(5)}`, value: "a-value-6f5e4d", type: "plain", target: ["production"] }),
    ),
  (fake, choose) => {
    if (choose(6) === 0) withOne(fake, "project", choose, (id) => fake.removeProject(id));
    else fake.createProject();
  },
];

function withOne(fake: FakeVercel, type: string, choose: (most: number) => number, act: (id: string) => void): void {
  const ids = [...fake.census().documents].filter(([, entry]) => entry.type === type).map(([id]) => id);
  const id = ids[choose(Math.max(1, ids.length))];
  if (id !== undefined) act(id);
}

it.each([1, 2, 3])(
  "comes to the same as reading everything afresh, whatever happens between pulls (%i)",
  async (start) => {
    let seed = start * 7_919;
    const choose = (most: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((seed / 2_147_483_648) * most);
    };
    const clock = { now: Date.UTC(2026, 0, 5) };
    const advance = (milliseconds: number) => {
      clock.now += milliseconds;
    };
    const fake = await createFakeVercel({ now: () => clock.now });
    try {
      generateTeam(fake, advance, sizes);
      const make = () =>
        createVercelSource(
          { team: fake.teamId, apiUrl: fake.url },
          { credentials: { token: fake.token }, fetch: fake.fetch, now: () => clock.now, pageSize: 4 },
        );
      const held = createHost();
      await held.sync(make());
      for (let step = 0; step < STEPS; step += 1) {
        advance(choose(4) * MINUTE_MS);
        actions[choose(actions.length)]?.(fake, choose);
        if (choose(4) === 0) await held.sync(make());
      }
      // The daily census comes round.
      advance(25 * 60 * MINUTE_MS);
      await held.sync(make());

      const afresh = createHost();
      await afresh.sync(make(), "full");
      expectCensus(afresh.documents, fake);
      expectCensus(held.documents, fake);
      for (const [id, document] of afresh.documents) expect(held.documents.get(id)?.version, id).toBe(document.version);
      expect(fake.refusals).toEqual([]);
      expect(fake.valuesRequested).toEqual([]);
    } finally {
      await fake.close();
    }
  },
);
