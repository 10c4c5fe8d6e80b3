import { canInstallationSee } from "../auth/caller.ts";
import type { InstallationRecord } from "../auth/model.ts";
import type { FakeLimits } from "../http/limits.ts";
import { renderRepository } from "../rest/render-repository.ts";
import { renderOrganization, renderUser } from "../rest/render-user.ts";
import type { RenderContext } from "../rest/schemas.ts";
import { nodeId } from "../state/node-id.ts";
import type { HookEvent, HookEvents } from "./model.ts";
import { type SignedDelivery, signDelivery } from "./sign.ts";

/** How a hook begins. */
export interface HookInput {
  /** Where deliveries are posted; without one they are only kept. */
  readonly url?: string;
  readonly secret: string;
  /** Names of events, or all of them. */
  readonly events?: readonly string[];
  /** Events of this repository alone (its id). */
  readonly repositoryId?: number;
  /** Makes it an app's hook: events of what the installation reaches, with its id in every payload. */
  readonly installation?: InstallationRecord;
}

/** A hook; its address, secret and activity can be changed at any time. */
export interface FakeHook {
  readonly id: number;
  url: string | null;
  secret: string;
  active: boolean;
  readonly events: ReadonlySet<string> | null;
  readonly repositoryId: number | null;
  readonly installation: InstallationRecord | null;
}

/** One delivery of an event to a hook. */
export interface FakeDelivery extends SignedDelivery {
  readonly id: number;
  /** The same for every redelivery. */
  readonly guid: string;
  readonly hook: FakeHook;
  readonly event: string;
  readonly action: string | null;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly redelivery: boolean;
  /** Milliseconds since the epoch. */
  readonly deliveredAt: number;
  /** What the receiver answered; 0 when nothing did within ten seconds, null when the hook has no address. */
  readonly status: number | null;
}

/** Webhooks of the fake. */
export interface FakeWebhooks extends HookEvents {
  readonly hooks: readonly FakeHook[];
  /** Every delivery so far, in the order of their answers. */
  readonly deliveries: readonly FakeDelivery[];
  addHook(input: HookInput): FakeHook;
  /** Waits until everything that happened is delivered. */
  settle(): Promise<void>;
  /** Delivers again, with the same delivery id and bytes, signed with the hook's secret as it is now. */
  redeliver(delivery: FakeDelivery): Promise<FakeDelivery>;
}

// A receiver has ten seconds (docs.github.com, best practices for using webhooks).
const patience = 10_000;

/** Makes webhooks without hooks. */
export function createWebhooks(context: () => RenderContext, limits: FakeLimits): FakeWebhooks {
  const hooks: FakeHook[] = [];
  const deliveries: FakeDelivery[] = [];
  let queue: Promise<unknown> = Promise.resolve();

  async function post(
    hook: FakeHook,
    base: Omit<FakeDelivery, "id" | "status" | "deliveredAt" | "hook">,
  ): Promise<FakeDelivery> {
    const { world } = context();
    const status = hook.url === null ? null : await send(hook.url, base);
    const delivery = { ...base, hook, id: world.nextId(), status, deliveredAt: world.clock.now() };
    deliveries.push(delivery);
    return delivery;
  }

  async function deliver(
    hook: FakeHook,
    event: HookEvent,
    parts: Promise<Readonly<Record<string, unknown>>>,
  ): Promise<void> {
    const payload = {
      ...(event.action !== undefined && { action: event.action }),
      ...(await parts),
      ...installationPart(hook, event.installation !== undefined),
    };
    const signed = signDelivery({ event: event.name, payload, secret: hook.secret, hookId: hook.id });
    // GitHub sends nothing at all for an event whose payload is too large.
    if (signed.body.length > limits.webhookBytes) return;
    const guid = signed.headers["x-github-delivery"] ?? "";
    await post(hook, { ...signed, guid, event: event.name, action: event.action ?? null, payload, redelivery: false });
  }

  return {
    hooks,
    deliveries,
    addHook(input) {
      const hook: FakeHook = {
        id: context().world.nextId(),
        url: input.url ?? null,
        secret: input.secret,
        active: true,
        events: input.events === undefined ? null : new Set(input.events),
        repositoryId: input.repositoryId ?? null,
        installation: input.installation ?? null,
      };
      hooks.push(hook);
      return hook;
    },
    emit(event) {
      const wanting = hooks.filter((hook) => wants(hook, event));
      if (wanting.length === 0) return;
      const parts = renderParts(context(), event);
      queue = queue.then(async () => {
        for (const hook of wanting) await deliver(hook, event, parts);
      });
    },
    async settle() {
      for (let seen: unknown; seen !== queue; ) {
        seen = queue;
        await queue;
      }
    },
    redeliver({ hook, event, action, guid, body, payload }) {
      const signed = signDelivery({ event, payload: body, secret: hook.secret, guid, hookId: hook.id });
      return post(hook, { ...signed, guid, event, action, payload, redelivery: true });
    },
  };
}

function wants(hook: FakeHook, event: HookEvent): boolean {
  if (!hook.active || (hook.events !== null && !hook.events.has(event.name))) return false;
  if (event.installation !== undefined) return hook.installation === event.installation;
  if (hook.repositoryId !== null && event.repository?.id !== hook.repositoryId) return false;
  return (
    hook.installation === null || event.repository === null || canInstallationSee(hook.installation, event.repository)
  );
}

// The state at the time of the event, whatever changes before the delivery.
async function renderParts(context: RenderContext, event: HookEvent): Promise<Readonly<Record<string, unknown>>> {
  const { repository, sender } = event;
  const shared = {
    ...(repository !== null && { repository: renderRepository(context, repository) }),
    ...(repository?.owner.type === "Organization" && { organization: renderOrganization(context, repository.owner) }),
    sender: renderUser(context, sender),
  };
  return { ...(await event.payload(context)), ...shared };
}

// An event of the installation itself carries it whole.
function installationPart(hook: FakeHook, isOwn: boolean): Record<string, unknown> {
  if (hook.installation === null || isOwn) return {};
  return {
    installation: { id: hook.installation.id, node_id: nodeId({ kind: "installation", id: hook.installation.id }) },
  };
}

async function send(url: string, { headers, body }: SignedDelivery): Promise<number> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers,
      body: new Uint8Array(body),
      signal: AbortSignal.timeout(patience),
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
}
