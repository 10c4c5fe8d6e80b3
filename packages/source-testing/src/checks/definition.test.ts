import { z } from "zod";
import type { SourceSuite } from "../suite.ts";
import { type MemoryWorld, memorySuite } from "../testing/memory-suite.ts";
import { broken, describeChecks, inWorld } from "../testing/sabotage.ts";
import { definitionChecks } from "./definition.ts";

const defined = (changes: Partial<SourceSuite["definition"]>): SourceSuite<MemoryWorld> => {
  const suite = memorySuite();
  return { ...suite, definition: { ...suite.definition, ...changes } };
};
const keys: number[] = [];
const { about } = memorySuite().definition;
const fields = (name: z.ZodType) => z.strictObject({ name: name.meta({ title: "Name", description: "A name." }) });
const secrets = (token: z.ZodType) =>
  z.strictObject({ token: token.meta({ title: "Token", description: "A token." }) });

describeChecks("The checks of a definition", definitionChecks, {
  "its definition names it and its schemas refuse nonsense": {
    "an id with a capital": [defined({ id: "Memory" }), /lower-case name/],
    "an empty title": [defined({ title: " " }), /title is not empty/],
    "a configuration schema that takes anything": [defined({ configSchema: z.any() }), /configuration schema refuses/],
    "a credentials schema that takes anything": [defined({ credentialsSchema: z.any() }), /credentials schema refuses/],
    "a world that hides its secrets": [inWorld(() => ({ secrets: [] })), /world without secrets/],
  },
  "a form can be made from its schemas, and its steps are sentences": {
    "a field without words": [defined({ configSchema: z.object({ name: z.string() }) }), /config.name has no title/],
    "a field no form shows": [defined({ configSchema: fields(z.tuple([z.string()])) }), /type no form shows/],
    "a secret anybody sees": [defined({ credentialsSchema: secrets(z.string()) }), /is a secret and not writeOnly/],
    "ways to sign in without a name": [
      defined({ credentialsSchema: z.xor([secrets(z.string()), z.strictObject({})]) }),
      /credentials.oneOf.0 has no title/,
    ],
    "a summary that is no sentence": [defined({ about: { ...about, summary: "things" } }), /ends with a full stop/],
    "no steps to sign in": [defined({ about: { ...about, signIn: [] } }), /about.signIn has steps/],
    "no steps for its webhook": [defined({ about: { summary: "It.", signIn: ["Go."] } }), /about.webhook has steps/],
  },
  "its key tells configurations apart without a secret": {
    "a key that is empty": [defined({ key: () => "" }), /key is not empty/],
    "a key that changes": [defined({ key: () => `key ${keys.push(0)}` }), /key of an equal configuration/],
    "a key made of the token": [defined({ key: () => "memory-token-58c1f0e2b7" }), /key carries a credential/],
    "a configuration that JSON cannot carry": [
      defined({ configSchema: z.object({ name: z.string().transform(() => new Date(0)) }) }),
      /survives JSON/,
    ],
  },
  "validate says whose credentials they are and what they can see": {
    "an account without a name": [
      broken(() => ({ validate: async () => ({ name: "", capabilities: [] }) })),
      /account's name/,
    ],
    "a missing capability without a word": [
      broken(() => ({ validate: async () => ({ name: "x", capabilities: [{ name: "read", available: false }] }) })),
      /says what is missing/,
    ],
  },
});
