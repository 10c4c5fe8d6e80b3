import type { SourceDefinition } from "@tributary/source";
import { expect } from "vitest";
import { checkIn, type SourceCheck } from "../check.ts";
import { formProblems } from "../form-problems.ts";
import { containsSecret } from "../secrets.ts";
import type { SourceSuite } from "../suite.ts";
import type { SourceWorld } from "../world.ts";

/** The definition and what validate answers. */
export function definitionChecks<World extends SourceWorld>(suite: SourceSuite<World>): readonly SourceCheck[] {
  const { definition } = suite;
  return [
    checkIn(suite, "its definition names it and its schemas refuse nonsense", async ({ world }) => {
      expect(definition.specVersion, "specVersion").toBe("v1");
      expect(definition.id, "The id is a lower-case name").toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
      expect(definition.title.trim(), "The title is not empty").not.toBe("");
      for (const nonsense of [null, 42, "nonsense", []]) {
        const accepted = definition.configSchema.safeParse(nonsense).success;
        expect(accepted, `The configuration schema refuses ${JSON.stringify(nonsense)}`).toBe(false);
      }
      for (const nonsense of [42, "nonsense", []]) {
        const accepted = definition.credentialsSchema.safeParse(nonsense).success;
        expect(accepted, `The credentials schema refuses ${JSON.stringify(nonsense)}`).toBe(false);
      }
      if (world.secrets.length === 0) {
        const accepted = definition.credentialsSchema.safeParse(null).success;
        expect(accepted, "A world without secrets is for a source that works with credentials of null").toBe(true);
      }
    }),

    checkIn(suite, "a form can be made from its schemas, and its steps are sentences", async ({ source }) => {
      const problems = formProblems(definition as unknown as SourceDefinition<never, never>);
      expect(problems, problems.join(" ")).toEqual([]);
      const { summary, signIn, webhook = [] } = definition.about;
      for (const sentence of [summary, ...signIn, ...webhook]) {
        expect(sentence, "A sentence of about begins with a capital and ends with a full stop").toMatch(/^[A-Z].*\.$/s);
      }
      const needsSignIn = !definition.credentialsSchema.safeParse(null).success;
      expect(signIn.length > 0, "about.signIn has steps exactly when there is something to sign in with").toBe(
        needsSignIn,
      );
      const hasWebhook = source().webhook !== undefined;
      expect(webhook.length > 0, "about.webhook has steps exactly when the source has a webhook").toBe(hasWebhook);
    }),

    checkIn(suite, "its key tells configurations apart without a secret", async ({ world }) => {
      const parse = (config: unknown) => definition.configSchema.parse(config);
      const config = parse(world.config);
      expect(JSON.parse(JSON.stringify(config)), "The parsed configuration survives JSON").toStrictEqual(config);
      const key = definition.key(config);
      expect(key, "The key is not empty").not.toBe("");
      expect(definition.key(parse(structuredClone(world.config))), "The key of an equal configuration").toBe(key);
      expect(containsSecret(key, world.secrets), "The key carries a credential").toBe(false);
    }),

    checkIn(suite, "validate says whose credentials they are and what they can see", async ({ source }) => {
      const account = await source().validate();
      expect(account.name.trim(), "The account's name is not empty").not.toBe("");
      for (const { name, available, problem } of account.capabilities) {
        expect(name.trim(), "The capability's name is not empty").not.toBe("");
        const isSentence = problem !== undefined && problem.trim() !== "";
        expect(isSentence, `The capability ${name} says what is missing exactly when it is not available`).toBe(
          !available,
        );
      }
    }),
  ];
}
