import { SourceError } from "@tributary/source";
import { memorySuite } from "../testing/memory-suite.ts";
import { broken, describeChecks, inWorld, pagesAltered, type Sabotage } from "../testing/sabotage.ts";
import { faultsOf } from "./faults.ts";
import { secretChecks } from "./secrets.ts";

const TOKEN = "memory-token-58c1f0e2b7";

const leaking = (leak: (error: unknown) => unknown): Sabotage => [
  broken((source) => ({
    validate: (signal) =>
      source.validate(signal).catch((error: unknown) => {
        throw leak(error);
      }),
    pull: (request) =>
      source.pull(request).catch((error: unknown) => {
        throw leak(error);
      }),
  })),
  /error of (validate|pull) carries a credential/,
];

const failures = {
  "a token in the message": leaking(() => new SourceError("unavailable", `GET /?token=${TOKEN} failed.`)),
  "a token in the cause of the cause": leaking(
    (cause) => new Error("x", { cause: new Error("y", { cause: { cause, TOKEN } }) }),
  ),
  "a token in a hidden property": leaking((error) =>
    Object.defineProperty(error as object, "request", { value: TOKEN, configurable: true }),
  ),
  "a token in a header of base64": leaking(() => ({ authorization: `Basic ${btoa(`user:${TOKEN}`)}` })),
  "a token in the log": [inWorld(() => ({ logged: () => [{ token: TOKEN }] })), /log carries a credential/] as Sabotage,
};

describeChecks("The checks of secrets", secretChecks, {
  "no credential shows up in what it hands out or logs": {
    "a token in the account": [
      broken(() => ({ validate: async () => ({ name: `Owner of ${TOKEN}`, capabilities: [] }) })),
      /account carries a credential/,
    ],
    "a token in a cursor": [
      pagesAltered((page) => (page.hasMore ? {} : { cursor: TOKEN })),
      /pages carries a credential/,
    ],
    "a token in a document": [
      broken((source) => ({
        async *fetch(references, signal) {
          for await (const result of source.fetch(references, signal)) {
            yield result.type === "document"
              ? { ...result, document: { ...result.document, url: `https://${TOKEN}@example.com/` } }
              : result;
          }
        },
      })),
      /results carries a credential/,
    ],
    "a token in the log": [inWorld(() => ({ logged: () => [{ token: TOKEN }] })), /log carries a credential/],
    "a secret too short to look for": [inWorld(() => ({ secrets: ["short"] })), /length of a secret/],
  },
  ...Object.fromEntries(
    faultsOf(memorySuite()).map(({ name }) => [`no credential shows up in its errors or log: ${name}`, failures]),
  ),
});
