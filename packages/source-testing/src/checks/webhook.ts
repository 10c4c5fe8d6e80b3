import type { Source, SourceWebhook, WebhookDelivery } from "@tributary/source";
import { isSourceError } from "@tributary/source";
import { expect } from "vitest";
import { checkIn, type SourceCheck } from "../check.ts";
import { FULL_PULL, lastCursor, listingOf, pullPages } from "../reading.ts";
import { containsSecret } from "../secrets.ts";
import type { SourceSuite } from "../suite.ts";
import type { SourceWorld, WebhookDeliveries } from "../world.ts";
import { expectReason, expectSourceError } from "./faults.ts";

const OTHER_SECRET = "some-other-secret-entirely";

/** Signatures, meaning and effect of webhook deliveries. */
export function webhookChecks<World extends SourceWorld>(suite: SourceSuite<World>): readonly SourceCheck[] {
  const { webhook: deliveriesOf } = suite;
  if (typeof deliveriesOf !== "function") {
    return [
      checkIn(suite, `it has no webhook: ${deliveriesOf.impossible}`, async ({ source }) => {
        expectReason(deliveriesOf.impossible);
        expect(source().webhook, "The webhook of a source whose suite says it has none").toBeUndefined();
      }),
    ];
  }

  const check = (name: string, body: (context: WebhookContext) => Promise<void>) =>
    checkIn(suite, name, async (trial) => {
      const source = trial.source();
      if (source.webhook === undefined)
        expect.unreachable("The source has no webhook although its suite has deliveries");
      else await body({ source, webhook: source.webhook, deliveries: deliveriesOf(trial.world) });
    });

  return [
    check("a webhook accepts what any of its secrets signed", async ({ webhook, deliveries }) => {
      for (const { delivery } of deliveries.examples) {
        await webhook.verify(delivery, [deliveries.secret], deliveries.now);
        await webhook.verify(delivery, [OTHER_SECRET, deliveries.secret], deliveries.now);
        await webhook.verify(delivery, [deliveries.secret, OTHER_SECRET], deliveries.now);
      }
    }),

    check(
      "a webhook refuses what is not signed, signed otherwise, altered or replayed",
      async ({ webhook, deliveries }) => {
        for (const { delivery, name } of deliveries.examples) {
          const refused = async (
            how: string,
            altered: WebhookDelivery,
            secrets: readonly string[],
            now = deliveries.now,
          ) => {
            const error = await webhook.verify(altered, secrets, now).catch((thrown: unknown) => thrown);
            expectSourceError(error, "invalid-signature", `verify of "${name}" ${how}`);
            expect(containsSecret(error, [deliveries.secret]), `The error of verify ${how} carries the secret`).toBe(
              false,
            );
          };
          await refused("with another secret", delivery, [OTHER_SECRET]);
          await refused("without a secret", delivery, []);
          await refused("with an empty secret", delivery, [""]);
          await refused("without headers", { ...delivery, headers: {} }, [deliveries.secret]);
          await refused("with another body", { ...delivery, body: altered(delivery.body) }, [deliveries.secret]);
          await refused("with no body", { ...delivery, body: new Uint8Array() }, [deliveries.secret]);
          for (const header of Object.keys(delivery.headers)) {
            const changed = { ...delivery.headers, [header]: "nonsense" };
            const error = await webhook
              .verify({ ...delivery, headers: changed }, [deliveries.secret], deliveries.now)
              .catch((thrown: unknown) => thrown);
            if (error !== undefined)
              expectSourceError(error, "invalid-signature", `verify with another ${header} header`);
          }
          if (deliveries.maxAgeMs === null) continue;
          await refused("too old", delivery, [deliveries.secret], deliveries.now + deliveries.maxAgeMs + 1_000);
          await refused("from the future", delivery, [deliveries.secret], deliveries.now - deliveries.maxAgeMs - 1_000);
        }
      },
    ),

    check(
      "a delivery means the same every time, and nonsense means nothing",
      async ({ webhook, deliveries, source }) => {
        for (const { delivery, name, outcome } of deliveries.examples) {
          expect(webhook.parse(delivery), `What "${name}" means`).toEqual(outcome);
          expect(webhook.parse(delivery), `What "${name}" means the second time`).toEqual(outcome);
        }
        const { delivery } = deliveries.examples[0];
        for (const text of ["", "null", "[]", "{}", "nonsense", '{"action":{}}', "\0"]) {
          expectHarmless(webhook, { ...delivery, body: new TextEncoder().encode(text) }, JSON.stringify(text));
        }
        expectHarmless(webhook, { headers: {}, body: new Uint8Array([0xff, 0xfe, 0]) }, "three bytes that are no text");
        await source.close?.();
        expect(webhook.parse(delivery), "What it means once the source is closed").toEqual(
          deliveries.examples[0].outcome,
        );
      },
    ),

    check("a delivery of changes makes a pull list them", async ({ source, deliveries }) => {
      const cursor = lastCursor(await pullPages(source, FULL_PULL));
      const examples = deliveries.examples.filter(({ outcome }) => outcome.type === "changes");
      expect(examples.length, "Deliveries of the world that mean changes").toBeGreaterThan(0);
      for (const { name, outcome, lists = [] } of examples) {
        if (outcome.type !== "changes") continue;
        expect(lists.length, `Ids in \`lists\` of the delivery "${name}"`).toBeGreaterThan(0);
        const page = await source.pull({ mode: "incremental", cursor, changes: outcome.changes });
        const ids = new Set(listingOf([page]).ids);
        const missing = lists.filter((id) => !ids.has(id));
        expect(missing, `What a pull with the hint of "${name}" does not list`).toEqual([]);
        expect(page.complete, `complete on a pull with the hint of "${name}"`).toBeUndefined();
        await pullPages(source, { mode: "incremental", cursor: page.cursor });
      }
    }),
  ];
}

interface WebhookContext {
  readonly source: Source;
  readonly webhook: SourceWebhook;
  readonly deliveries: WebhookDeliveries;
}

function altered(body: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(body);
  copy[copy.length - 1] = (copy.at(-1) ?? 0) ^ 1;
  return copy;
}

function expectHarmless(webhook: SourceWebhook, delivery: WebhookDelivery, what: string): void {
  try {
    expect(webhook.parse(delivery).type, `What ${what} means`).not.toBe("changes");
  } catch (error) {
    // SourceError is an answer too; the assertion above is not one and fails here.
    expect(isSourceError(error), `parse of ${what} threw ${String(error)}`).toBe(true);
  }
}
