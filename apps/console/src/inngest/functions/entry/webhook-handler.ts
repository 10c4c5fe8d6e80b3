import { type Delivery, type Source, sources, webhookDeliveries } from "@tributary/database";
import { type WorkflowId, type WorkflowOutput, workflows } from "@tributary/validation";
import { NonRetriableError } from "inngest";
import type { Services } from "../../../services.ts";
import { problemOf, withRetryPolicy } from "../../errors.ts";
import { parseInput, type WorkflowContext } from "../../workflow.ts";
import { requestSync, toChangeHint } from "../orchestration/request-sync.ts";

/** The handlers of all webhooks: they take and return the same. */
export type WebhookHandlerId = Exclude<Extract<WorkflowId, `webhook.${string}`>, "webhook.sweep">;

/** Retries of a handler: the database and the engine are all it needs, and the sweep does not ask again. */
const RETRIES = 5;

/** An event a delivery is turned into. */
interface RoutedEvent {
  readonly name: string;
  readonly data: Readonly<Record<string, string | number>>;
}

/** Where a delivery goes: events of the kind's own, and what a sync is to read again; null for no sync. */
export interface Routes {
  readonly events: readonly RoutedEvent[];
  readonly references: readonly string[] | null;
}

/** Says where a delivery goes, by what it names and by its headers. */
export type Router = (given: {
  readonly references: readonly string[];
  readonly delivery: Delivery;
  readonly source: Source;
}) => Routes;

const toSync: Router = ({ references }) => ({ events: [], references });

interface Routed extends Routes {
  readonly sourceId: string;
  readonly ignored: string | null;
}

/**
 * What every webhook's function does: loads the delivery, lets its source say what it names, and has that read again, by
 * events of the kind's own or by a sync. Nothing of what a delivery carries is stored: order and repetition change nothing.
 */
export function webhookHandler(
  context: WorkflowContext,
  options: {
    readonly id: WebhookHandlerId;
    readonly route?: Router;
    /** Brings the source itself up to date before anything is read again, for deliveries it is about. */
    readonly prepare?: {
      readonly applies: (headers: Delivery["headers"]) => boolean;
      readonly run: (services: Services, source: Source) => Promise<void>;
    };
  },
) {
  const { inngest, services } = context;
  const { id, route = toSync, prepare } = options;
  return inngest.createFunction(
    {
      id,
      triggers: [{ event: workflows[id].event }],
      retries: RETRIES,
      onFailure: async ({ event, error, step }) => {
        const { workspaceId, deliveryId } = parseInput(id, event.data.event.data);
        const reason = problemOf(error).message;
        await step.run("fail", () =>
          webhookDeliveries.settle(services.database, { workspaceId, id: deliveryId, state: "failed", reason }),
        );
      },
    },
    async ({ event, step }): Promise<WorkflowOutput<WebhookHandlerId>> => {
      const { workspaceId, deliveryId } = parseInput(id, event.data);
      const load = async () => {
        const delivery = await webhookDeliveries.get(services.database, { workspaceId, id: deliveryId });
        if (!delivery) throw new NonRetriableError(`There is no delivery ${deliveryId} in this workspace.`);
        const source = await sources.get(services.database, workspaceId, delivery.sourceId);
        if (!source) throw new NonRetriableError(`Source ${delivery.sourceId} does not exist any more.`);
        return { delivery, source };
      };
      const routed = await step.run("route", () =>
        withRetryPolicy(async (): Promise<Routed> => {
          const { delivery, source } = await load();
          const { events, references, ignored } = await routeDelivery(services, { delivery, source, route });
          return { sourceId: source.id, events, references, ignored };
        }),
      );
      const { sourceId, events, references, ignored } = routed;
      if (ignored === null && prepare) {
        await step.run("prepare", () =>
          withRetryPolicy(async () => {
            const { delivery, source } = await load();
            if (prepare.applies(delivery.headers)) await prepare.run(services, source);
          }),
        );
      }
      const sent = events.map(({ name, data }, n) => ({ id: `${event.id ?? deliveryId}:${n}`, name, data }));
      if (sent.length > 0) await step.sendEvent("routed", sent);
      if (references !== null) await requestSync(step, services, { workspaceId, sourceId, trigger: id, references });
      const state = ignored === null ? ("processed" as const) : ("ignored" as const);
      await step.run("settle", () =>
        withRetryPolicy(() =>
          webhookDeliveries.settle(services.database, {
            ...{ workspaceId, id: deliveryId, state },
            ...(ignored !== null && { reason: ignored }),
          }),
        ),
      );
      return { state, events: [...sent.map(({ name }) => name), ...(references === null ? [] : ["sync.requested"])] };
    },
  );
}

async function routeDelivery(
  services: Services,
  given: { readonly delivery: Delivery; readonly source: Source; readonly route: Router },
): Promise<Omit<Routed, "sourceId">> {
  const { delivery, source, route } = given;
  const nothing = (ignored: string) => ({ events: [], references: null, ignored });
  if (source.status === "paused" || source.status === "archived") return nothing(`The source is ${source.status}.`);
  const { workspaceId, kind, config } = source;
  const reader = await services.webhooks.of({ workspaceId, sourceId: source.id, kind, config });
  const outcome = reader?.parse(delivery) ?? { type: "ignored" as const, reason: "Its kind has no webhooks." };
  if (outcome.type === "ignored") return nothing(outcome.reason);
  if (outcome.type === "challenge") return nothing("It was a handshake.");
  // Nothing can be read again of what was never read: the first sync reads it with everything else.
  if (source.cursor === null) return { events: [], references: [], ignored: null };
  const { events, references } = route({ references: outcome.changes.references, delivery, source });
  return { events, references: references && (toChangeHint(references)?.references ?? []), ignored: null };
}
