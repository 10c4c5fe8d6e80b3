import { readAll } from "@tributary/source";
import { containsSecret, fetchDocument, pullAll } from "@tributary/source-testing";
import { afterEach, describe, expect, it } from "vitest";
import { createVercelSource } from "./source.ts";
import { createFakeVercel, type FakeVercel } from "./testing/index.ts";

const VALUES = [
  "plain-value-5f1e2d",
  "encrypted-value-8a7b6c",
  "sensitive-value-1c2d3e",
  "branch-value-9e8d7c",
] as const;

let fake: FakeVercel | undefined;
afterEach(async () => {
  await fake?.close();
});

async function createWorld() {
  const vercel = await createFakeVercel({ now: () => Date.UTC(2026, 0, 5) });
  fake = vercel;
  const { id } = vercel.createProject({ name: "website", link: { type: "github", org: "acme", repo: "website" } });
  const [plain, encrypted, sensitive, branch] = VALUES;
  vercel.setVariable(id, { key: "PLAIN", value: plain, type: "plain", target: ["production", "preview"] });
  vercel.setVariable(id, { key: "ENCRYPTED", value: encrypted, type: "encrypted", target: ["production"] });
  vercel.setVariable(id, { key: "SENSITIVE", value: sensitive, type: "sensitive", target: ["production"] });
  vercel.setVariable(id, { key: "BRANCH", value: branch, type: "plain", target: ["preview"], gitBranch: "next" });
  const deployment = vercel.createDeployment(id);
  vercel.setState(deployment.id, "READY");
  const answers: string[] = [];
  const logged: unknown[] = [];
  const log = (fields: object, message: string) => void logged.push({ ...fields, message });
  const make = (config: object = {}) =>
    createVercelSource(
      { team: vercel.teamId, apiUrl: vercel.url, ...config },
      {
        credentials: { token: vercel.token },
        logger: { debug: log, info: log, warn: log },
        async fetch(input, init) {
          const response = await fetch(input, init);
          answers.push(await response.clone().text());
          return response;
        },
      },
    );
  return { vercel, make, answers, logged, projectId: `vercel:${vercel.teamId}:project:${id}`, ownId: id };
}

describe("environment variables", () => {
  it("are named with where they apply, and no value is asked for or kept", async () => {
    const { vercel, make, answers, logged, projectId } = await createWorld();
    const source = make();
    const account = await source.validate();
    const pulled = await pullAll(source, "full", null);
    const documents = await Array.fromAsync(readAll(source));
    const project = documents.find(({ id }) => id === projectId);
    expect(project?.content).toContain(
      [
        "## Environment variables\n",
        "- BRANCH: preview (next)",
        "- ENCRYPTED: production",
        "- PLAIN: preview, production",
        "- SENSITIVE: production",
      ].join("\n"),
    );
    expect(documents.find(({ type }) => type === "deployment")?.content).toContain("Environment variables: BRANCH, ");

    // Vercel sends some of them all the same: that nothing below holds one means something.
    expect(containsSecret(answers, VALUES)).toBe(true);
    expect(vercel.valuesRequested).toEqual([]);
    const asked = vercel.requests.map(({ path, query }) => `${path} ${JSON.stringify(query)}`);
    expect(asked.filter((request) => /decrypt|\/env\/./.test(request))).toEqual([]);
    for (const kept of [account, pulled, documents, logged]) expect(containsSecret(kept, VALUES)).toBe(false);
    // Nor what they are encrypted to, nor the address of a deploy hook, with which anyone can deploy.
    const others = ["eyJ2IjoidjIi", "/v1/integrations/deploy/"];
    expect(containsSecret(answers, others)).toBe(true);
    for (const kept of [pulled, documents]) expect(containsSecret(kept, others)).toBe(false);
  });

  it("are in no error, whatever is wrong with the answer that holds them", async () => {
    const { vercel, make } = await createWorld();
    for (const alter of [
      (answer: Record<string, unknown>) => ({ environment: answer.envs }),
      (answer: Record<string, unknown>) => ({ envs: answer.envs, pagination: {}, more: answer }),
      (answer: Record<string, unknown>) => ({ envs: JSON.stringify(answer.envs) }),
      (answer: Record<string, unknown>) => ({
        envs: (answer.envs as { value: string }[]).map(({ value }) => ({ key: { value } })),
      }),
    ]) {
      const mend = vercel.fail({ route: "/v10/projects/{}/env", fault: { type: "alter", alter } });
      const outcome = await pullAll(make(), "full", null).catch((error: unknown) => error);
      expect(containsSecret(outcome, VALUES)).toBe(false);
      mend();
    }
  });

  it("are noticed when they are added or removed, and not when a value changes", async () => {
    const { vercel, make, ownId } = await createWorld();
    const versionOf = async () => {
      const { references } = await pullAll(make(), "full", null);
      return references.find(({ type }) => type === "project")?.version;
    };
    const before = await versionOf();
    vercel.setVariable(ownId, { key: "ENCRYPTED", value: "another", type: "encrypted", target: ["production"] });
    expect(await versionOf()).toBe(before);
    vercel.setVariable(ownId, { key: "ADDED", value: "another", type: "plain", target: ["production"] });
    const added = await versionOf();
    expect(added).not.toBe(before);
    vercel.removeVariable(ownId, "ADDED");
    expect(await versionOf()).toBe(before);
  });

  it("are left out when they may not be read, which the document says, or are not to be", async () => {
    const { vercel, make, projectId } = await createWorld();
    vercel.forbid("/v10/projects/{}/env");
    const document = await fetchDocument(make(), projectId);
    expect(document.missing).toEqual(["environment variable names: the token may not read them"]);
    expect(document.content).not.toContain("PLAIN");
    const without = await fetchDocument(make({ environment: false }), projectId);
    expect(without.missing).toBeUndefined();
    expect(without.metadata).not.toHaveProperty("environmentVariables");
  });
});
