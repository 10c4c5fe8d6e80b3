import type { InstallationRecord } from "../auth/model.ts";
import type { RenderContext } from "../rest/schemas.ts";
import type { RepositoryRecord, UserRecord } from "../state/model.ts";

/** The parts of a payload that belong to one event alone. */
export type PayloadParts = Readonly<Record<string, unknown>>;

/** Something that happened, as webhooks tell it. */
export interface HookEvent {
  /** The value of X-GitHub-Event. */
  readonly name: string;
  readonly action?: string;
  readonly repository: RepositoryRecord | null;
  readonly sender: UserRecord;
  /** Set for what happens to an installation itself: only its own hooks hear of it. */
  readonly installation?: InstallationRecord;
  /** Renders what belongs to this event, as things are now; called only when a hook wants it. */
  payload(context: RenderContext): PayloadParts | Promise<PayloadParts>;
}

/** Where the world tells what happened. */
export interface HookEvents {
  emit(event: HookEvent): void;
}
