import type { SourceWebhook } from "@tributary/source";
import { SourceError } from "@tributary/source";
import { expect, it } from "vitest";
import { memoryWebhook } from "../memory-webhook.ts";
import { memorySuite } from "../testing/memory-suite.ts";
import { broken, describeChecks } from "../testing/sabotage.ts";
import { webhookChecks } from "./webhook.ts";

const hooked = (changes: Partial<SourceWebhook>) => broken(() => ({ webhook: { ...memoryWebhook, ...changes } }));
const parsed: number[] = [];

describeChecks("The checks of webhooks", webhookChecks, {
  "a webhook accepts what any of its secrets signed": {
    "only the first secret tried": [
      hooked({ verify: (delivery, secrets, now) => memoryWebhook.verify(delivery, secrets.slice(0, 1), now) }),
      /signature is wrong/,
    ],
    "no webhook": [
      broken((source) => {
        const { webhook: _, ...rest } = source;
        return { ...rest, webhook: undefined as never };
      }),
      /has no webhook/,
    ],
  },
  "a webhook refuses what is not signed, signed otherwise, altered or replayed": {
    "everything accepted": [hooked({ verify: async () => {} }), /with another secret/],
    "an empty list of secrets accepted": [
      hooked({
        async verify(delivery, secrets, now) {
          if (secrets.length > 0) await memoryWebhook.verify(delivery, secrets, now);
        },
      }),
      /without a secret/,
    ],
    "an old delivery accepted": [
      hooked({
        verify: (delivery, secrets) =>
          memoryWebhook.verify(delivery, secrets, Number(delivery.headers["x-memory-time"] ?? 0)),
      }),
      /too old/,
    ],
    "a bare error": [
      hooked({
        async verify(delivery, secrets, now) {
          await memoryWebhook.verify(delivery, secrets, now).catch(() => {
            throw new TypeError("x is undefined");
          });
        },
      }),
      /threw no SourceError/,
    ],
    "the secret in the error": [
      hooked({
        async verify(delivery, secrets, now) {
          await memoryWebhook.verify(delivery, secrets, now).catch(() => {
            throw new SourceError("invalid-signature", `Not signed with ${["memory-webhook-secret", ...secrets][0]}.`);
          });
        },
      }),
      /carries the secret/,
    ],
  },
  "a delivery means the same every time, and nonsense means nothing": {
    "another meaning": [hooked({ parse: () => ({ type: "ignored", reason: "x" }) }), /What "an entry changed" means/],
    "a meaning that changes": [
      hooked({
        parse: (delivery) =>
          parsed.push(0) % 2 === 1 ? memoryWebhook.parse(delivery) : { type: "ignored", reason: "x" },
      }),
      /the second time/,
    ],
    "an exception for nonsense": [
      hooked({
        parse(delivery) {
          JSON.parse(new TextDecoder().decode(delivery.body));
          return memoryWebhook.parse(delivery);
        },
      }),
      /parse of .* threw SyntaxError/,
    ],
    "changes read into nonsense": [
      hooked({
        parse(delivery) {
          const outcome = memoryWebhook.parse(delivery);
          return outcome.type === "ignored" ? { type: "changes", changes: { references: [] } } : outcome;
        },
      }),
      /means/,
    ],
  },
  "a delivery of changes makes a pull list them": {
    "a hint ignored": [
      broken((source) => ({ pull: ({ changes: _, ...request }) => source.pull(request) })),
      /does not list/,
    ],
    "a hint answered with a complete listing": [
      broken((source) => ({
        async pull(request) {
          const page = await source.pull(request);
          return request.changes === undefined ? page : { ...page, complete: true };
        },
      })),
      /complete on a pull with the hint/,
    ],
  },
});

it("a webhook that the suite says is impossible is noticed", async () => {
  const [check, ...others] = webhookChecks({ ...memorySuite(), webhook: { impossible: "Memory does not call back." } });
  expect(others).toEqual([]);
  expect(check?.name).toBe("it has no webhook: Memory does not call back.");
  await expect(check?.run()).rejects.toThrow(/whose suite says it has none/);
});
