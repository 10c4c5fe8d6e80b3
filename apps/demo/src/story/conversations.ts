import type { StoryConversation } from "./types.ts";

export const issues: readonly StoryConversation[] = [
  {
    key: "issue:retry-after",
    title: "Northwind answers 429 and we keep hammering it",
    by: "Bruno",
    labels: ["bug", "carriers"],
    body: "Since Tuesday's import our workers ignore the Retry-After header of Northwind and try again after 250 ms. They throttled the whole account for an hour.",
    remarks: [
      { by: "Ada", text: "The limit is ten requests a second per account, and every worker believes it has all ten." },
      {
        by: "Chen",
        text: "We need one budget for all workers, not one each. Retry-After first, then a shared token bucket.",
      },
    ],
  },
  {
    key: "issue:signature-rotation",
    title: "Webhooks refused with 401 after rotating the secret",
    by: "Dalia",
    labels: ["bug", "webhooks"],
    body: "After I rotated the signing secret of Blue Parcel, every delivery in flight was refused. 212 tracking updates were lost between 09:10 and 09:40.",
    remarks: [
      {
        by: "Bruno",
        text: "verifySignature should accept the old secret for a day. They do not deliver again after a 401.",
      },
    ],
  },
  {
    key: "issue:ios-map",
    title: "Map stutters on older iPhones when panning back",
    by: "Freya",
    labels: ["performance"],
    body: "On an iPhone 11 the map drops to 12 frames a second when I pan back to where I was. The profiler shows PNG decoding on the main thread for tiles we had already shown.",
    remarks: [{ by: "Chen", text: "Keep decoded bitmaps in an LRU. 128 tiles are 32 MB, that is fine." }],
  },
  {
    key: "issue:dark-mode",
    title: "Dark mode: shipment status colours are unreadable",
    by: "Freya",
    labels: ["design"],
    body: "Green on dark grey has a contrast of 2.1. WCAG wants 4.5.",
  },
  {
    key: "issue:csv-export",
    title: "CSV export breaks on addresses with line breaks",
    by: "Emeka",
    body: "A customer in Lisbon has a line break in the street field. Excel shows the rest of the row on the next line. Quote the fields.",
  },
];

export const pullRequests: readonly StoryConversation[] = [
  {
    key: "pull:shared-budget",
    title: "One rate budget for all Northwind workers",
    by: "Chen",
    body: "Workers take tokens from Redis before each call, ten a second for the account, and honour Retry-After. Fixes the throttling of last week.",
    remarks: [
      { by: "Ada", text: "What happens when Redis is down? I would rather be slow than blocked." },
      { by: "Chen", text: "Falls back to one request a second for each worker." },
    ],
  },
  {
    key: "pull:session-refresh",
    title: "Refresh a session once, whatever the number of tabs",
    by: "Ada",
    body: "Two tabs refreshed the same token at the same time, the identity provider saw a replay and revoked both: people were logged out every hour. Now the second waits for the first.",
    remarks: [
      {
        by: "Bruno",
        text: "Works across tabs only because the service worker holds the map. Please say so in a comment.",
      },
    ],
  },
  {
    key: "pull:concurrent-index",
    title: "Create indexes concurrently in migrations",
    by: "Bruno",
    body: "A lint rule refuses CREATE INDEX without CONCURRENTLY. A plain one locked the shipments table in March and took tracking down.",
  },
];

export const discussions: readonly StoryConversation[] = [
  {
    key: "discussion:event-sourcing",
    title: "Should tracking events be event sourced?",
    by: "Emeka",
    body: "We rebuild the state of a shipment from scans anyway. Storing scans only, and deriving the status, would have saved us the wrong 'delivered' mails.",
    remarks: [
      { by: "Ada", text: "Yes for scans, no for everything else. Projections cost us a sprint at my last company." },
      { by: "Chen", text: "Decision: scans are append-only, status is a projection we can rebuild in twenty minutes." },
    ],
  },
  {
    key: "discussion:monorepo",
    title: "Turborepo or Nx for the monorepo?",
    by: "Chen",
    body: "Build times are at nine minutes. Which cache do we want?",
    remarks: [{ by: "Freya", text: "Turborepo: less to learn, and Vercel caches it for us remotely." }],
  },
];

export const linear: readonly StoryConversation[] = [
  {
    key: "linear:rate-budget",
    title: "Share one request budget between carrier workers",
    by: "Ada",
    labels: ["carriers", "reliability"],
    body: "Customer impact: tracking of Northwind parcels was an hour late on the 14th. Goal: never more than ten requests a second to Northwind over all workers.",
    remarks: [
      {
        by: "Dalia",
        text: "Support had 43 tickets about this. Please tell me when it is out, I promised them an answer.",
      },
    ],
  },
  {
    key: "linear:invoice-rounding",
    title: "Invoices are one cent off for plans with many seats",
    by: "Dalia",
    labels: ["billing"],
    body: "Fjord Logistics pay for 317 seats and see 4,121.01 instead of 4,121.00. We round every line and add the rounded ones.",
    remarks: [{ by: "Emeka", text: "Round the total once, half to even, as accountants do." }],
  },
  {
    key: "linear:late-mails",
    title: "Delivery mails arrive hours late",
    by: "Freya",
    labels: ["notifications"],
    body: "The visibility timeout of the queue is 30 seconds and the mailer takes 40: each message is taken twice and then lands in the dead letter queue.",
    remarks: [{ by: "Bruno", text: "Timeout to 90 seconds, and an alarm when the dead letter queue is not empty." }],
  },
  {
    key: "linear:erasure",
    title: "Erase a customer's personal data on request",
    by: "Emeka",
    labels: ["privacy"],
    body: "GDPR gives us a month. Invoices must stay for ten years, everything else goes. Backups age out after 35 days, legal says that is fine if we write it down.",
  },
  {
    key: "linear:autocomplete",
    title: "Autocomplete shows suggestions for what I typed before",
    by: "Freya",
    labels: ["search"],
    body: "Answers come back out of order on slow connections, and an older one replaces a newer one.",
    remarks: [{ by: "Chen", text: "Abort the running request on the next keystroke." }],
  },
  {
    key: "linear:oncall-rota",
    title: "Christmas on-call rota",
    by: "Dalia",
    body: "Emeka takes the 24th to the 26th, Chen the 31st. Whoever is on call on a holiday gets two days off.",
  },
];
