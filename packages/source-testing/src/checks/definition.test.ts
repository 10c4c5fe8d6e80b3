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

describeChecks("The checks of a definition", definitionChecks, {
  "its definition names it and its schemas refuse nonsense": {
    "an id with a capital": [defined({ id: "Memory" }), /lower-case name/],
    "an empty title": [defined({ title: " " }), /title is not empty/],
    "a configuration schema that takes anything": [defined({ configSchema: z.any() }), /configuration schema refuses/],
    "a credentials schema that takes anything": [defined({ credentialsSchema: z.any() }), /credentials schema refuses/],
    "a world that hides its secrets": [inWorld(() => ({ secrets: [] })), /world without secrets/],
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
