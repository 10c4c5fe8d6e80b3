export {
  type AppInput,
  type FakeApp,
  type InstallationInput,
  readPermissions,
  type TokenInput,
} from "./auth/accounts.ts";
export type { InstallationRecord, PermissionName, Permissions } from "./auth/model.ts";
export type { ChangeOptions } from "./changes/context.ts";
export type { DiscussionInput, IssueInput, PullInput } from "./changes/open-conversations.ts";
export type { ReleaseInput } from "./changes/releases.ts";
export type { CommentInput, ReviewInput } from "./changes/write-comments.ts";
export type { CommitOptions } from "./fake-files.ts";
export { createFakeGitHub, type FakeGitHub, type FakeGitHubOptions } from "./fake-github.ts";
export type { FakeRepository } from "./fake-repository.ts";
export { type GenerateOptions, generate } from "./generate/generate.ts";
export type { CommitFile } from "./git/fast-import.ts";
export type { FakeFault, FakeFaultRule } from "./http/faults.ts";
export { type FakeLimits, githubLimits } from "./http/limits.ts";
export type { LoggedRequest, RequestLog } from "./http/request-log.ts";
export type { RepositoryCensus } from "./state/census.ts";
export type { FakeClock } from "./state/clock.ts";
export type { RepositoryInput } from "./state/create-repository.ts";
export type * from "./state/model.ts";
export { type DeliveryInput, type SignedDelivery, signDelivery } from "./webhooks/sign.ts";
export type { FakeDelivery, FakeHook, FakeWebhooks, HookInput } from "./webhooks/webhooks.ts";
