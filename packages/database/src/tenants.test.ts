import { expect, it } from "vitest";
import type { CredentialVault } from "./credentials/credential-vault.ts";
import type { Database } from "./database.ts";
import * as everything from "./index.ts";

// Most of this is a test of the compiler's: a query that is not bound to a workspace has to be named below, with its
// reason, or this file does not compile; nor does it when one is named that is bound to one.

/** A parameter that says which workspace a query is about: its id, or an object that holds it. */
type NamesWorkspace<Parameter> = Parameter extends string
  ? true
  : Parameter extends { readonly workspaceId: string }
    ? true
    : false;

/** Whether what comes after the database, or after the vault, names the workspace. */
type IsScoped<Query> = Query extends (database: Database, ...rest: infer Rest) => unknown
  ? Rest extends [CredentialVault, infer Scope, ...unknown[]]
    ? NamesWorkspace<Scope>
    : Rest extends [infer Scope, ...unknown[]]
      ? NamesWorkspace<Scope>
      : false
  : false;

type IsQuery<Value> = Value extends (first: infer First, ...rest: never[]) => unknown
  ? unknown extends First
    ? false
    : First extends Database
      ? true
      : false
  : false;
type Callable = ((...parameters: never[]) => unknown) | (abstract new (...parameters: never[]) => unknown);

/** Names of the queries of a topic, and of those that are not bound to a workspace. */
type QueryNames<Topic> = { [Name in keyof Topic]: IsQuery<Topic[Name]> extends true ? Name : never }[keyof Topic];
type UnscopedNames<Topic> = {
  [Name in QueryNames<Topic>]: IsScoped<Topic[Name]> extends true ? never : Name;
}[QueryNames<Topic>];

type Everything = typeof everything;
type TopicName = {
  [Name in keyof Everything]: Everything[Name] extends Callable | readonly unknown[] | string | number
    ? never
    : QueryNames<Everything[Name]> extends never
      ? never
      : Name;
}[keyof Everything];

/** Why each query that is not bound to a workspace is not. */
const unscoped: {
  readonly [Topic in TopicName]: Readonly<Record<UnscopedNames<Everything[Topic]> & string, string>>;
} = {
  activityLog: {},
  alerts: {},
  apiKeys: {},
  archives: { expired: "what is removed for good is looked for by a schedule, in every workspace" },
  batches: {},
  completeness: {},
  deletions: { expire: "what can no longer be undone is removed by a schedule, in every workspace" },
  documents: {},
  failedSyncs: {},
  jobs: {},
  notificationPreferences: {},
  relationships: {},
  reports: {},
  rollups: { due: "a schedule adds up the hours of every workspace" },
  searchIndexes: {},
  searchValues: {},
  searchedQueries: {
    add: "searches of all workspaces are written down together, each with its own",
    workspaceIds: "a schedule answers the queries of every workspace ahead of time",
  },
  sources: { listActive: "a schedule syncs the sources of every workspace" },
  sourceTouches: {},
  staleData: {},
  storeTotals: { read: "what the operator of all workspaces looks at" },
  syncHealth: {},
  syncSchedules: { listDue: "a schedule looks at the sources of every workspace" },
  usage: { add: "what is counted in all workspaces is written down together, each with its own" },
  webhookDeliveries: {
    forgetOld: "a schedule forgets what is old, in every workspace",
    pending: "what waits is handed over by whoever starts, in every workspace",
    storeAll: "deliveries that arrive together are stored together, each with its own workspace",
    takeForgotten: "a schedule takes up what was forgotten, in every workspace",
  },
  webhookSecrets: { receivers: "a delivery says only by its signature whose it is" },
  workspaces: { ensure: "makes a workspace", list: "they are what everything else is bound to" },
};

it("says why a query is not bound to a workspace", () => {
  for (const [topic, queries] of Object.entries(unscoped)) {
    for (const [name, reason] of Object.entries<string>(queries)) expect(reason, `${topic}.${name}`).toMatch(/\w/);
  }
});

/** Text that names no workspace, and why: the compiler takes any text for the id of one. */
const otherText: Readonly<Record<string, string>> = {
  "apiKeys.find": "the key says whose workspace it is",
  "staleData.forget": "a schedule forgets what is old, in every workspace",
};

/** What a text that names no workspace would be called. */
const otherName = /^(?!workspaceId$)(\w*[iI]d|kind|name|text|hash|token|code)$/;

it("calls a workspace's id by its name where it is given alone", () => {
  for (const [topic, queries] of Object.entries(everything).filter(([name]) => name in unscoped)) {
    for (const [name, query] of Object.entries(queries)) {
      if (typeof query !== "function" || otherText[`${topic}.${name}`]) continue;
      const text = String(query);
      const [, second = ""] = text.slice(text.indexOf("(") + 1).split(",");
      const parameter = /^\s*(\w+)/.exec(second)?.[1] ?? "";
      expect(parameter, `${topic}.${name}`).not.toMatch(otherName);
    }
  }
});
