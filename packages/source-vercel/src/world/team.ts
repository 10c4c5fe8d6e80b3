import type { Reading } from "@tributary/source-testing";
import { createVercelSource } from "../source.ts";
import { createFakeVercel, type FakeDeployment, type FakeFields } from "../testing/index.ts";

/** A team with one project and no deployments, and a clock. */
export async function createTeam() {
  const clock = { now: Date.UTC(2026, 0, 5) };
  const vercel = await createFakeVercel({ now: () => clock.now });
  const project = vercel.createProject({ name: "website" }).id;
  const deploy = (fields: FakeFields<FakeDeployment> = {}, projectId = project) =>
    vercel.createDeployment(projectId, fields).id;
  const done = (fields: FakeFields<FakeDeployment> = {}, projectId = project) => {
    const id = deploy(fields, projectId);
    vercel.setState(id, "READY");
    return id;
  };
  const make = (config: object = {}) =>
    createVercelSource(
      { team: vercel.teamId, apiUrl: vercel.url, environment: false, ...config },
      { credentials: { token: vercel.token }, fetch: vercel.fetch, now: () => clock.now },
    );
  return { clock, vercel, project, deploy, done, make };
}

/** Vercel's ids of the references of a type, sorted. */
export function ownIds({ references }: Pick<Reading, "references">, type = "deployment"): string[] {
  return references
    .flatMap((reference) => (reference.type === type ? [reference.id.split(":").at(-1) ?? ""] : []))
    .sort();
}
