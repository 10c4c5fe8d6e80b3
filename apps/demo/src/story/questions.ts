import type { StoryQuestion } from "./types.ts";

/** What people ask across tools, with everything that answers it. */
export const questions: readonly StoryQuestion[] = [
  {
    query: "Northwind 429 Retry-After",
    answers: [
      "issue:retry-after",
      "page:carrier-limits",
      "thread:northwind-429",
      "src/carriers/retry.ts",
      "pull:shared-budget",
    ],
  },
  {
    query: "one request budget for all workers",
    answers: ["linear:rate-budget", "pull:shared-budget", "issue:retry-after", "deployment:shared-budget"],
  },
  { query: "withRetries", answers: ["src/carriers/retry.ts", "src/carriers/northwind.ts"] },
  {
    query: "how many requests a second does Northwind allow",
    answers: ["page:carrier-limits", "src/carriers/northwind.ts", "linear:rate-budget", "issue:retry-after"],
  },
  {
    query: "webhook secret rotation 401",
    answers: [
      "issue:signature-rotation",
      "thread:secret-rotation",
      "page:carrier-limits",
      "src/webhooks/verify-signature.ts",
    ],
  },
  { query: "verifySignature", answers: ["src/webhooks/verify-signature.ts", "issue:signature-rotation"] },
  { query: "212 tracking updates lost", answers: ["issue:signature-rotation", "thread:secret-rotation"] },
  {
    query: "logged out with two tabs open",
    answers: ["thread:logged-out", "pull:session-refresh", "src/auth/refresh-session.ts"],
  },
  {
    query: "refresh token revoked",
    answers: ["src/auth/refresh-session.ts", "pull:session-refresh", "thread:logged-out"],
  },
  {
    query: "heap out of memory build",
    answers: ["deployment:out-of-memory", "thread:build-memory"],
  },
  { query: "Module not found @harbour/carriers", answers: ["deployment:missing-module"] },
  {
    query: "create index concurrently lock",
    answers: ["page:march-incident", "pull:concurrent-index", "migrations/0042_shipments_carrier_index.sql"],
  },
  {
    query: "what happened on 3 March",
    answers: ["page:march-incident", "migrations/0042_shipments_carrier_index.sql"],
  },
  {
    query: "invoice one cent off rounding",
    answers: ["linear:invoice-rounding", "src/billing/round-invoice.ts"],
  },
  { query: "roundInvoiceTotal", answers: ["src/billing/round-invoice.ts"] },
  {
    query: "Fjord Logistics seats",
    answers: ["linear:invoice-rounding", "thread:discounts"],
  },
  { query: "volume discount price from April", answers: ["page:pricing", "thread:discounts"] },
  {
    query: "GDPR erasure of personal data",
    answers: ["linear:erasure", "page:privacy", "src/privacy/erase-customer.ts"],
  },
  { query: "how long are backups kept", answers: ["src/privacy/erase-customer.ts", "page:privacy", "linear:erasure"] },
  {
    query: "dead letter queue visibility timeout",
    answers: ["linear:late-mails", "src/notifications/send-email.ts"],
  },
  { query: "map stutters on old phones", answers: ["issue:ios-map", "src/map/tile-cache.ts"] },
  { query: "TileCache", answers: ["src/map/tile-cache.ts"] },
  { query: "autocomplete out of order", answers: ["linear:autocomplete", "src/search/autocomplete.ts"] },
  { query: "dark mode contrast", answers: ["issue:dark-mode", "page:design-tokens", "deployment:dark-mode"] },
  { query: "who is on call at Christmas", answers: ["linear:oncall-rota", "docs/on-call.md"] },
  { query: "rollback a deployment", answers: ["docs/on-call.md"] },
  { query: "first week new colleague", answers: ["page:onboarding"] },
  { query: "event sourced scans projection", answers: ["discussion:event-sourcing"] },
  { query: "Turborepo cache", answers: ["discussion:monorepo"] },
  { query: "CSV line break in address", answers: ["issue:csv-export"] },
  { query: "offsite Porto", answers: ["thread:offsite"] },
  { query: "Blue Parcel", answers: ["page:carrier-limits", "issue:signature-rotation", "thread:secret-rotation"] },
];
