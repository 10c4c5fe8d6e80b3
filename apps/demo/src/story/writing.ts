import type { StoryDeployment, StoryPage, StoryThread } from "./types.ts";

export const pages: readonly StoryPage[] = [
  {
    key: "page:march-incident",
    title: "Incident: tracking down on 3 March",
    body: `Tracking answered 503 for eleven minutes.
## What happened
Migration 0042 created an index on shipments without CONCURRENTLY. The lock queued every write behind it, the pool ran out of connections, and the health check took the pods down.
## What we do about it
- Lint migrations for blocking statements
- lock_timeout of five seconds for every migration
- A dashboard of waiting locks`,
  },
  {
    key: "page:carrier-limits",
    title: "Carrier limits and contacts",
    body: `## Northwind
Ten requests a second for each account, 429 with Retry-After beyond. Contact: Ines, api-support.
## Blue Parcel
Webhooks only, signed with HMAC-SHA256, never delivered again after a 401. Secrets are rotated every ninety days.
## Swift Post
SOAP. One request at a time. Closed on Sundays, literally.`,
  },
  {
    key: "page:onboarding",
    title: "Your first week at Harbour",
    body: `## Day one
- Laptop, 1Password, GitHub, Linear, Slack
- Ship something small: change a word on the landing page and deploy it
## Day three
Sit with support for an afternoon and answer tickets.
## Day five
Present what surprised you.`,
  },
  {
    key: "page:pricing",
    title: "Pricing from April",
    body: `## Plans
Starter is free up to 100 parcels a month. Team costs 13 euros a seat. Volume discounts start at 250 seats.
## Grandfathering
Customers of before April keep their price for two years.`,
  },
  {
    key: "page:privacy",
    title: "How we handle personal data",
    body: `We keep recipients' names and phone numbers for 90 days after delivery. Requests for erasure are answered within a month. Invoices stay for ten years. Backups are deleted after 35 days.`,
  },
  {
    key: "page:design-tokens",
    title: "Design tokens and contrast",
    body: `Every status has a colour for light and one for dark surroundings, with a contrast of at least 4.5 against both. Never use green alone to say delivered.`,
  },
];

export const threads: readonly StoryThread[] = [
  {
    key: "thread:northwind-429",
    channel: "incidents",
    remarks: [
      { by: "Bruno", text: "Northwind is throttling us again, 429 on everything since 14:02" },
      { by: "Ada", text: "it is the backfill, it takes the whole budget. pausing it" },
      { by: "Chen", text: "shared budget is in review, Retry-After is respected there" },
      { by: "Bruno", text: "recovered 14:40, tracking is an hour behind" },
    ],
  },
  {
    key: "thread:secret-rotation",
    channel: "incidents",
    remarks: [
      {
        by: "Dalia",
        text: "I rotated the Blue Parcel webhook secret this morning as the calendar said and now deliveries fail with 401",
      },
      { by: "Bruno", text: "we accept only one secret. put the old one back, I will make it a list" },
      { by: "Dalia", text: "done. 212 updates are missing, I asked them to send those again" },
    ],
  },
  {
    key: "thread:logged-out",
    channel: "support",
    remarks: [
      { by: "Dalia", text: "three customers say they are logged out every hour when they have two tabs open" },
      { by: "Ada", text: "refresh token reuse. the second tab's refresh looks like theft to the identity provider" },
    ],
  },
  {
    key: "thread:build-memory",
    channel: "engineering",
    remarks: [
      { by: "Freya", text: "production build dies with heap out of memory since the new map library" },
      { by: "Chen", text: "source maps of the tiles package, 900 MB. exclude it and set max-old-space-size to 4096" },
      { by: "Freya", text: "green again" },
    ],
  },
  {
    key: "thread:offsite",
    channel: "random",
    remarks: [
      { by: "Emeka", text: "offsite in Porto or Ljubljana? vote with :ship: or :bear:" },
      { by: "Freya", text: "Porto, for the francesinha" },
    ],
  },
  {
    key: "thread:discounts",
    channel: "sales",
    remarks: [
      {
        by: "Dalia",
        text: "Fjord Logistics ask for the volume discount at 317 seats, does the April price list give it to them?",
      },
      { by: "Emeka", text: "yes from 250 seats on, but they are grandfathered until 2028, ask them what they prefer" },
    ],
  },
];

export const deployments: readonly StoryDeployment[] = [
  {
    key: "deployment:out-of-memory",
    commit: "Add the new map library",
    by: "Freya",
    state: "ERROR",
    log: [
      "Cloning github.com/harbour/harbour (Branch: main, Commit: 3f1c2aa)",
      'Running "pnpm build"',
      "transforming (2841) node_modules/tiles/dist/worker.js",
      "FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory",
      'Error: Command "pnpm build" exited with 134',
    ],
  },
  {
    key: "deployment:missing-module",
    commit: "Move carriers into a package",
    by: "Chen",
    state: "ERROR",
    log: [
      'Running "pnpm build"',
      "Module not found: Can't resolve '@harbour/carriers/retry' in '/vercel/path0/src/workers'",
      'Error: Command "pnpm build" exited with 1',
    ],
  },
  {
    key: "deployment:shared-budget",
    commit: "One rate budget for all Northwind workers",
    by: "Chen",
    state: "READY",
    log: ['Running "pnpm build"', "Compiled successfully", "Build Completed in /vercel/output [41s]"],
  },
  {
    key: "deployment:dark-mode",
    commit: "Readable status colours in dark mode",
    by: "Freya",
    state: "READY",
    log: ['Running "pnpm build"', "Warning: image 1.2 MB is larger than 500 kB", "Compiled with warnings"],
  },
];
