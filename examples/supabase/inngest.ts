// A Supabase Edge Function: https://<project>.supabase.co/functions/v1/inngest
import { createHandler } from "@tributary/console/handler";

/** What of Deno this needs. */
declare const Deno: {
  serve(handler: (request: Request) => Promise<Response>): unknown;
  readonly env: { toObject(): Record<string, string> };
};

Deno.serve(createHandler(Deno.env.toObject()));
